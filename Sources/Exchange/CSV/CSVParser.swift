import Kernel

/// RFC 4180 as it is met in practice, fed with UTF-8 in chunks of any size.
///
/// Quotes matter only at a cell's beginning; line ends may be LF, CRLF or CR; a quoted cell may hold any of
/// them. Wholly blank rows are passed over. What deviates is reported with line and column and read as meant.
struct CSVParser {
    private enum State { case cellStart, plain, quoted, afterQuote }

    private let delimiter: UInt8
    private let limits: ImportLimits
    private var state = State.cellStart
    private var cell: [UInt8] = []
    private var cells: [Cell] = []
    private var wasQuoted = false
    private var cellIsSuspect = false
    private var reportedAfterQuote = false
    private var line = 1
    private var rowLine = 1
    private var quoteLine = 1
    private var lastWasCR = false
    private var rows = 0
    /// Cells a row should have; the first row's when nobody knows.
    private var expectedWidth: Int?
    private(set) var log: DiagnosticLog

    private static let quote: UInt8 = 0x22

    init(delimiter: UInt8, limits: ImportLimits, firstLine: Int = 1, expectedWidth: Int? = nil) {
        (self.delimiter, self.limits) = (delimiter, limits)
        (line, rowLine) = (firstLine, firstLine)
        self.expectedWidth = expectedWidth
        log = DiagnosticLog(capacity: limits.diagnostics)
    }

    /// Reads on, calling `emit` for each row that is complete.
    ///
    /// - Throws: `LT4006`, `LT4007`, `LT4008` for too many rows, columns or bytes in a cell; what `emit` throws.
    mutating func feed(_ bytes: UnsafeRawBufferPointer, _ emit: (TableRow) throws -> Void) throws {
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A && lastWasCR {
                lastWasCR = false
                if state == .quoted { try append(bytes[index...index]) }
                index += 1
                continue
            }
            lastWasCR = byte == 0x0D
            switch state {
            case .quoted:
                if byte == Self.quote {
                    state = .afterQuote
                } else {
                    let end = endOfQuotedRun(from: index, in: bytes)
                    try append(bytes[index..<end])
                    index = end
                    continue
                }
            case .afterQuote where byte == Self.quote:
                try append(bytes[index...index])
                state = .quoted
            case .cellStart where byte == Self.quote:
                state = .quoted
                wasQuoted = true
                quoteLine = line
            case .cellStart, .plain, .afterQuote:
                if byte == delimiter {
                    try endCell()
                } else if byte == 0x0A || byte == 0x0D {
                    try endRow(emit)
                    line += 1
                    rowLine = line
                } else {
                    if state == .afterQuote, !reportedAfterQuote {
                        reportedAfterQuote = true
                        log.append(Diagnostic(.warning, "LT4026", line: line, column: String(cells.count + 1)))
                    }
                    state = .plain
                    let end = endOfPlainRun(from: index, in: bytes)
                    try append(bytes[index..<end])
                    index = end
                    continue
                }
            }
            index += 1
        }
    }

    /// Ends the text. An open quote is reported (`LT4025`) at the line where it was opened.
    mutating func finish(_ emit: (TableRow) throws -> Void) throws {
        if state == .quoted {
            log.append(Diagnostic(.error, "LT4025", line: quoteLine, column: String(cells.count + 1)))
        }
        if state != .cellStart || !cells.isEmpty { try endRow(emit) }
    }

    /// Counts the lines it passes; stops at a quote, and after a CR so that a following LF is seen as its second half.
    private mutating func endOfQuotedRun(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var index = start
        while index < bytes.count {
            switch bytes[index] {
            case Self.quote: return index
            case 0x0A:
                line += 1
                lastWasCR = false
            case 0x0D:
                line += 1
                lastWasCR = true
                return index + 1
            case 0x00, 0xD8, 0xE2: cellIsSuspect = true
            default: break
            }
            index += 1
        }
        return index
    }

    private mutating func endOfPlainRun(from start: Int, in bytes: UnsafeRawBufferPointer) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte == delimiter || byte == 0x0A || byte == 0x0D { return index }
            if byte == 0x00 || byte == 0xD8 || byte == 0xE2 { cellIsSuspect = true }
            index += 1
        }
        return index
    }

    private mutating func append(_ run: Slice<UnsafeRawBufferPointer>) throws {
        guard run.count <= limits.cellBytes - cell.count else {
            throw AppError(
                "LT4008", .tooLarge,
                ["line": String(wasQuoted ? quoteLine : line), "column": String(cells.count + 1), "limit": String(limits.cellBytes)])
        }
        cell.append(contentsOf: run)
    }

    private mutating func endCell() throws {
        guard cells.count < limits.columns else {
            throw AppError("LT4007", .tooLarge, ["line": String(rowLine), "limit": String(limits.columns)])
        }
        var text = String(decoding: cell, as: UTF8.self)
        if cellIsSuspect { text = TextFaults.inspect(text, line: rowLine, column: cells.count + 1, into: &log) }
        cells.append(.text(FormulaGuard.restore(text)))
        cell.removeAll(keepingCapacity: true)
        (wasQuoted, cellIsSuspect, reportedAfterQuote) = (false, false, false)
        state = .cellStart
    }

    private mutating func endRow(_ emit: (TableRow) throws -> Void) throws {
        try endCell()
        defer { cells.removeAll(keepingCapacity: true) }
        guard cells.contains(where: { !$0.isBlank }) else { return }
        rows += 1
        guard rows <= limits.rows else { throw AppError("LT4006", .tooLarge, ["limit": String(limits.rows)]) }
        if let expectedWidth {
            let surplusIsBlank = cells.count > expectedWidth && cells[expectedWidth...].allSatisfy(\.isBlank)
            if cells.count != expectedWidth, !surplusIsBlank {
                log.append(
                    Diagnostic(
                        .warning, "LT4024", ["expected": String(expectedWidth), "actual": String(cells.count)], line: rowLine))
            }
        } else {
            expectedWidth = cells.count
        }
        try emit(TableRow(line: rowLine, cells: cells))
    }
}
