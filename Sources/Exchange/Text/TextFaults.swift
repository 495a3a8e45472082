import Kernel

/// Characters that no name or figure needs and that deceive readers or break stores.
enum TextFaults {
    /// `text` without NUL, and a diagnostic for NUL (`LT4021`, error) or bidirectional controls (`LT4022`, warning).
    ///
    /// A NUL cannot be stored in PostgreSQL and cuts C strings; a bidirectional control can make a name read as another.
    static func inspect(_ text: String, line: Int?, column: Int, into log: inout DiagnosticLog) -> String {
        var hasNUL = false
        var hasBidi = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0: hasNUL = true
            case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: hasBidi = true
            default: break
            }
        }
        if hasBidi { log.append(Diagnostic(.warning, "LT4022", line: line, column: String(column))) }
        guard hasNUL else { return text }
        log.append(Diagnostic(.error, "LT4021", line: line, column: String(column)))
        return String(String.UnicodeScalarView(text.unicodeScalars.filter { $0.value != 0 }))
    }
}
