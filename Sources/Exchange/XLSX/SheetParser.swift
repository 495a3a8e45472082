import Kernel

/// Turns the elements of a sheet into rows.
struct SheetParser {
    private let strings: SharedStrings
    private let styles: CellStyles
    private let dateSystem: SpreadsheetDate.System
    private let limits: ImportLimits
    private(set) var log: DiagnosticLog

    private var row = 0
    private var column = 0
    private var rows = 0
    private var cells: [Cell] = []
    private var type = "n"
    private var style = 0
    private var value = ""
    private var inline = RichText()
    private var isInValue = false
    private var isInInline = false
    private var hasReportedMerge = false

    init(strings: SharedStrings, styles: CellStyles, dateSystem: SpreadsheetDate.System, limits: ImportLimits) {
        (self.strings, self.styles, self.dateSystem, self.limits) = (strings, styles, dateSystem, limits)
        log = DiagnosticLog(capacity: limits.diagnostics)
    }

    mutating func start(_ name: String, _ attributes: [String: String]) throws {
        switch name {
        case "c":
            let next = cells.count
            column = attributes["r"].flatMap(Self.column(ofReference:)) ?? next
            // A reference that steps back would overwrite what was read.
            guard column >= next || column < cells.count && cells[column].isBlank else {
                throw AppError("LT4013", .unprocessable, ["part": "sheet", "line": String(row)])
            }
            type = attributes["t"] ?? "n"
            style = attributes["s"].flatMap { Int($0) } ?? 0
            value = ""
            inline = RichText()
        case "v": isInValue = true
        case "is": isInInline = true
        case "row":
            let number = attributes["r"].flatMap { Int($0) } ?? row + 1
            guard number > row, number <= 1_048_576 else {
                throw AppError("LT4013", .unprocessable, ["part": "sheet", "line": String(row)])
            }
            row = number
            cells.removeAll(keepingCapacity: true)
            if row % 1000 == 0 { try _Concurrency.Task.checkCancellation() }
        case "mergeCell" where !hasReportedMerge:
            hasReportedMerge = true
            log.append(Diagnostic(.notice, "LT4027"))
        default: if isInInline { inline.start(name) }
        }
    }

    mutating func end(_ name: String, _ emit: (TableRow) throws -> Void) throws {
        switch name {
        case "v": isInValue = false
        case "is": isInInline = false
        case "c": try endCell()
        case "row": try endRow(emit)
        default: if isInInline { inline.end(name) }
        }
    }

    mutating func text(_ piece: String) throws {
        if isInValue { value += piece } else if isInInline { inline.append(piece) }
        guard max(value.utf8.count, inline.text.utf8.count) <= limits.cellBytes else {
            throw AppError("LT4008", .tooLarge, ["line": String(row), "column": String(column + 1), "limit": String(limits.cellBytes)])
        }
    }

    private mutating func endCell() throws {
        let cell = read()
        // A styled but empty cell takes no place: sheets are formatted out to column XFD.
        guard !cell.isBlank else { return }
        guard column < limits.columns else { throw AppError("LT4007", .tooLarge, ["line": String(row), "limit": String(limits.columns)]) }
        if column < cells.count {
            cells[column] = cell
            return
        }
        while cells.count < column { cells.append(.blank) }
        cells.append(cell)
    }

    private mutating func endRow(_ emit: (TableRow) throws -> Void) throws {
        guard !cells.isEmpty else { return }
        rows += 1
        guard rows <= limits.rows else { throw AppError("LT4006", .tooLarge, ["limit": String(limits.rows)]) }
        try emit(TableRow(line: row, cells: cells))
    }

    private mutating func read() -> Cell {
        switch type {
        case "s":
            guard let index = Int(value), let text = strings[index] else { return value.isEmpty ? .blank : fault("LT4028", value) }
            return safe(text)
        case "inlineStr": return safe(EscapedText.decode(inline.text))
        case "str": return safe(EscapedText.decode(value))
        case "b": return value.isEmpty ? .blank : Cell(.bool(value == "1" || value == "true"), original: value)
        case "e": return fault("LT4028", value)
        case "d":
            if let date = CivilDate(iso: value.prefix(10)) { return Cell(.date(date), original: value) }
            return .text(value)
        default: return number()
        }
    }

    private mutating func safe(_ text: String) -> Cell {
        let isSuspect = text.utf8.contains { $0 == 0 || $0 == 0xD8 || $0 == 0xE2 }
        return .text(isSuspect ? TextFaults.inspect(text, line: row, column: column + 1, into: &log) : text)
    }

    /// An error value such as `#REF!`, or a reference to no text: reported, and kept as text.
    private mutating func fault(_ code: String, _ text: String) -> Cell {
        log.append(Diagnostic(.error, code, ["text": ValueRules.clipped(text)], line: row, column: String(column + 1)))
        return .text(text)
    }

    private mutating func number() -> Cell {
        guard !value.isEmpty else { return .blank }
        guard let exact = ExactDecimal(canonical: value) else { return fault("LT4028", value) }
        switch styles[style] {
        case .general:
            return Cell(.number(exact.significant(15).description), original: value)
        case .date, .time:
            let plain = exact.description
            let days = Int(plain.prefix { $0 != "." }) ?? -1
            if styles[style] == .time, days == 0 || days == 1 && dateSystem == .from1900 {
                return Cell(.text(Self.clock(exact)), original: value)
            }
            guard !exact.isNegative, let date = SpreadsheetDate.date(serial: days, system: dateSystem) else {
                return fault("LT4041", value)
            }
            return Cell(.date(date), original: value)
        }
    }

    /// Hours and minutes of a fraction of a day.
    private static func clock(_ fraction: ExactDecimal) -> String {
        let seconds = Int(((Double(fraction.description) ?? 0) * 86400).rounded())
        let pad: (Int) -> String = { $0 < 10 ? "0\($0)" : String($0) }
        return "\(pad(seconds / 3600)):\(pad(seconds / 60 % 60)):\(pad(seconds % 60))"
    }

    /// `AB12` → 27, 0-based; nil for what is no reference.
    static func column(ofReference reference: String) -> Int? {
        var column = 0
        var letters = 0
        for byte in reference.utf8 {
            let letter = byte & 0xDF
            guard (0x41...0x5A).contains(letter), byte >= 0x41 else { break }
            letters += 1
            guard letters <= 3 else { return nil }
            column = column * 26 + Int(letter - 0x40)
        }
        return letters == 0 ? nil : column - 1
    }
}
