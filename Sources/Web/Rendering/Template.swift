/// A page's template made ready at start: its layout and partials in place, so that showing it looks nothing up but values.
struct Template: Sendable {
    indirect enum Part: Sendable {
        case literal(String)
        /// Printed escaped, unless it is `Markup`.
        case value(Name)
        /// For each element, for an object, or where a flag is set.
        case section(Name, [Part])
        /// Where a section would show nothing.
        case inverted(Name, [Part])
        case partial(String, [Part])
    }

    /// `title`, or `shell.title`: a property of the nearest object that has it, and a property of that.
    struct Name: Sendable, CustomStringConvertible {
        let first: String
        let rest: [String]

        init(_ text: String) {
            let parts = text.split(separator: ".").map(String.init)
            (first, rest) = (parts.first ?? text, Array(parts.dropFirst()))
        }

        var description: String { ([first] + rest).joined(separator: ".") }

        /// Nil where no object on the stack has it.
        func value(_ stack: [any Named]) -> Value? {
            var found: Value?
            for object in stack.reversed() {
                found = object.value(named: first)
                if found != nil { break }
            }
            for name in rest {
                guard case .object(let object)? = found else { return found }
                found = object.value(named: name)
            }
            return found
        }
    }

    let parts: [Part]

    func render(_ root: any Named) -> String {
        var html = ""
        html.reserveCapacity(32_768)
        var stack = [root]
        Self.render(parts, &stack, &html)
        return html
    }

    private static func render(_ parts: [Part], _ stack: inout [any Named], _ html: inout String) {
        for part in parts {
            switch part {
            case .literal(let text): html += text
            case .partial(_, let inner): render(inner, &stack, &html)
            case .value(let name):
                switch name.value(stack) {
                case .text(let text)?: Markup.escape(text, into: &html)
                case .markup(let markup)?: html += markup.html
                case .flag?, .object?, .list?, .absent?, nil: break
                }
            case .section(let name, let inner):
                switch name.value(stack) {
                case .flag(true)?, .text?: render(inner, &stack, &html)
                case .object(let object)?: render(inner, on: object, &stack, &html)
                case .list(let objects)?: for object in objects { render(inner, on: object, &stack, &html) }
                case .markup?, .flag?, .absent?, nil: break
                }
            case .inverted(let name, let inner):
                if name.value(stack)?.isNothing ?? true { render(inner, &stack, &html) }
            }
        }
    }

    private static func render(_ parts: [Part], on object: any Named, _ stack: inout [any Named], _ html: inout String) {
        stack.append(object)
        render(parts, &stack, &html)
        stack.removeLast()
    }
}

extension Value {
    /// Whether a section over this shows nothing.
    var isNothing: Bool {
        switch self {
        case .markup(let markup): markup.html.isEmpty
        case .flag(let flag): !flag
        case .list(let objects): objects.isEmpty
        case .text, .object: false
        case .absent: true
        }
    }
}
