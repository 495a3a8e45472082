import Exchange
import Foundation
import Office
import Operations

/// How the text of each kind of file is had, for the search of 密級 markings.
package enum FileTexts {
    /// Poppler's `pdftotext`; nil where it is not installed: then a PDF is judged by its name alone, and pages say so.
    package static let pdfReader: String? = ["/usr/bin/pdftotext", "/usr/local/bin/pdftotext", "/opt/homebrew/bin/pdftotext"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Seconds a PDF may take.
    private static let patience: Double = 20

    /// What is read: everything that carries text, PDF where there is a reader for it.
    package static var types: Set<FileType> {
        Set(FileType.allCases.filter { $0.carriesText && ($0 != .pdf || pdfReader != nil) })
    }

    /// - Parameter folder: where a PDF lies while it is read.
    package static func extraction(folder: String) -> FileIntake.TextExtraction {
        { type, bytes in
            switch type {
            case .csv, .text, .xlsx:
                // Cell by cell, and then the parts a table has no cells of: headers, comments, text boxes.
                return try table(bytes) + (type == .xlsx ? try OfficeText.parts(Data(bytes), limits: ImportSource.limits) : [])
            case .docx, .pptx, .ofd: return try OfficeText.parts(Data(bytes), limits: ImportSource.limits)
            case .pdf:
                guard let pdfReader else { return [] }
                return [try await pdf(bytes, reader: pdfReader, folder: folder)]
            case .png, .jpeg: return []
            }
        }
    }

    /// One line of text per row of a table.
    private static func table(_ bytes: [UInt8]) throws -> [String] {
        var lines: [String] = []
        let file = try TableFile(Data(bytes), limits: ImportSource.limits)
        for sheet in 0..<max(1, file.sheetNames.count) {
            try file.read(sheet: sheet) { row in lines.append(row.cells.map(\.original).joined(separator: "\t")) }
        }
        return lines
    }

    /// Runs the reader on a file of its own, and no longer than `patience`. Throws when it does not end well: an encrypted or
    /// damaged document cannot be cleared.
    private static func pdf(_ bytes: [UInt8], reader: String, folder: String) async throws -> String {
        let place = folder + "/scan-" + UUID().uuidString
        let (source, target) = (place + ".pdf", place + ".txt")
        defer {
            try? FileManager.default.removeItem(atPath: source)
            try? FileManager.default.removeItem(atPath: target)
        }
        guard FileManager.default.createFile(atPath: source, contents: Data(bytes), attributes: [.posixPermissions: 0o600]) else {
            throw Unreadable()
        }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: reader)
        process.arguments = ["-q", "-enc", "UTF-8", source, target]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        let ended = AsyncStream<Void> { continuation in
            process.terminationHandler = { _ in continuation.finish() }
        }
        try process.run()
        let running = process.processIdentifier
        let alarm = Task {
            try await Task.sleep(for: .seconds(patience))
            kill(running, SIGKILL)
        }
        defer { alarm.cancel() }
        await withTaskCancellationHandler {
            for await _ in ended {}
        } onCancel: {
            kill(running, SIGKILL)
        }
        // A cancelled reader of the stream may leave it early.
        process.waitUntilExit()
        try Task.checkCancellation()
        guard process.terminationStatus == 0, let text = FileManager.default.contents(atPath: target) else {
            throw Unreadable()
        }
        return String(decoding: text, as: UTF8.self)
    }

    private struct Unreadable: Error {}
}
