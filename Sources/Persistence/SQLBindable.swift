import Kernel

extension Int64: SQLBindable {
    package var sqlValue: SQLValue { .int(self) }
}
extension Int: SQLBindable {
    package var sqlValue: SQLValue { .int(Int64(self)) }
}
extension Double: SQLBindable {
    package var sqlValue: SQLValue { .double(self) }
}
extension Bool: SQLBindable {
    package var sqlValue: SQLValue { .int(self ? 1 : 0) }
}
extension String: SQLBindable {
    /// PostgreSQL cannot store NUL in text; it is dropped on both engines, so that they agree.
    package var sqlValue: SQLValue { .text(utf8.contains(0) ? String(unicodeScalars.filter { $0.value != 0 }.map(Character.init)) : self) }
}
extension Substring: SQLBindable {
    package var sqlValue: SQLValue { String(self).sqlValue }
}
extension [UInt8]: SQLBindable {
    package var sqlValue: SQLValue { .bytes(self) }
}
extension ID: SQLBindable {
    package var sqlValue: SQLValue { .int(rawValue) }
}
extension Instant: SQLBindable {
    package var sqlValue: SQLValue { .int(microseconds) }
}
extension CivilDate: SQLBindable {
    package var sqlValue: SQLValue { .text(description) }
}
extension Currency: SQLBindable {
    package var sqlValue: SQLValue { .text(code) }
}
extension LocaleTag: SQLBindable {
    package var sqlValue: SQLValue { .text(rawValue) }
}
