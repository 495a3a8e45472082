import Kernel

/// Data for a script: JSON in an inert `<script type="application/json">`.
///
/// It is printed unescaped; this type makes that safe: `<`, `>`, `&`
/// and the line separators are written as `\uXXXX`, so no value can end the element.
package struct DataIsland: Component {
    let id: String
    let json: Markup

    /// Anything but finite numbers in `value` makes an empty object.
    package init(id: String, _ value: some Encodable) {
        self.id = id
        json = .inert(Self.inert((try? value.canonicalJSON()) ?? "{}"))
    }

    init(id: String, strings: [String: String]) { self.init(id: id, strings) }

    static func inert(_ json: String) -> String {
        var result = ""
        result.reserveCapacity(json.utf8.count)
        for scalar in json.unicodeScalars {
            switch scalar {
            case "<": result += "\\u003c"
            case ">": result += "\\u003e"
            case "&": result += "\\u0026"
            case "\u{2028}": result += "\\u2028"
            case "\u{2029}": result += "\\u2029"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
