import Foundation
import Kernel
import Operations
import Testing

@testable import App

/// What the search for markings gets to see of each kind of file.
@Suite struct FileTextTests {
    private let read = FileTexts.extraction(folder: FileManager.default.temporaryDirectory.path)

    /// A PDF of one page with one line of Latin text.
    private static func document(_ text: String) -> [UInt8] {
        let content = "BT /F1 12 Tf 72 720 Td (\(text)) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var text = "%PDF-1.4\n"
        var places: [Int] = []
        for (index, object) in objects.enumerated() {
            places.append(text.utf8.count)
            text += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = text.utf8.count
        text += "xref\n0 6\n0000000000 65535 f \n"
        for place in places {
            let digits = String(place)
            text += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        text += "trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(text.utf8)
    }

    @Test(.enabled(if: FileTexts.pdfReader != nil)) func aDocumentIsReadAndADamagedOneIsNotCleared() async throws {
        let bytes = Self.document("Quarterly report")
        #expect(FileType.sniff(bytes, name: "a.pdf") == .pdf)
        #expect(try await read(.pdf, bytes).joined().contains("Quarterly report"))
        await #expect(throws: (any Error).self) { try await read(.pdf, Array("%PDF-1.4\nnothing".utf8)) }
        let left = try FileManager.default.contentsOfDirectory(atPath: FileManager.default.temporaryDirectory.path)
        #expect(!left.contains { $0.hasPrefix("scan-") })
    }

    @Test func picturesAreJudgedByTheirNameAlone() async throws {
        #expect(!FileTexts.types.contains(.png) && !FileTexts.types.contains(.jpeg))
        #expect(FileTexts.types.isSuperset(of: [.docx, .xlsx, .pptx, .ofd, .csv, .text]))
        #expect(try await read(.png, [0x89]).isEmpty)
        await #expect(throws: (any Error).self) { try await read(.docx, [0x50, 0x4B, 3, 4]) }
    }
}
