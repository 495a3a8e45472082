/// A piece of a page: stored, presentation-ready properties that a template names.
///
/// Property types are `String`, `Bool`, `Int`, `Markup`, components, and optionals and arrays of these. A nil property is
/// *absent*: the search does not go on to the enclosing object, so a row without a `title` never shows the page's. A type
/// that repeats by the hundred replaces the reflection by a `switch` (see `SwitchedComponent`), and what is written by the
/// thousand is made in Swift (see `DataTable+Markup`).
package protocol Component: Shown, Sendable {
    var named: any Named { get }
}

/// A component that finds its properties by a `switch` of its own.
package protocol SwitchedComponent: Component, Named {}

/// A page: a component with a template of its own.
package protocol Page: Component {
    /// Path under `Templates` without the extension: `projects/list`.
    static var template: String { get }
}

/// What a template prints, opens or repeats.
package enum Value {
    case text(String)
    /// HTML made in Swift, printed as it is.
    case markup(Markup)
    case flag(Bool)
    case object(any Named)
    case list([any Named])
    /// A property that is nil: empty text, a section that is skipped.
    case absent
}

/// What answers to names in a template.
package protocol Named {
    /// The value of a property; nil when there is none of this name.
    func value(named name: String) -> Value?
}

/// What a component's property may be.
package protocol Shown {
    var shown: Value { get }
}

extension String: Shown { package var shown: Value { .text(self) } }
extension Bool: Shown { package var shown: Value { .flag(self) } }
extension Int: Shown { package var shown: Value { .text(String(self)) } }
extension Optional: Shown where Wrapped: Shown { package var shown: Value { map { $0.shown } ?? .absent } }
extension Array: Shown where Element: Component { package var shown: Value { .list(map { $0.named }) } }

extension Component {
    package var shown: Value { .object(named) }
    package var named: any Named { Fields(self) }
}

extension SwitchedComponent {
    package var named: any Named { self }
}

/// A component's properties by name, reflected once however often a template asks; so are the components inside it.
struct Fields: Named {
    private let values: [String: Value]

    init(_ component: any Component) {
        let children = Mirror(reflecting: component).children
        var values: [String: Value] = [:]
        values.reserveCapacity(children.count)
        for case (let name?, let value) in children { values[name] = (value as? any Shown)?.shown }
        self.values = values
    }

    func value(named name: String) -> Value? { values[name] }
}
