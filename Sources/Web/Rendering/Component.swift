import Mustache

/// A piece of a page: stored, presentation-ready properties that a template names.
///
/// Property types are `String`, `Bool`, `Int`, components, and optionals and arrays of these. A nil property is
/// *absent*: unlike in plain Mustache the search does not go on to the enclosing object, so a row without a `title`
/// never shows the page's. A type that repeats by the hundred replaces the reflection by a `switch` (see `SwitchedComponent`),
/// and what is written by the thousand is made in Swift (see `DataTable+Markup`).
package protocol Component: MustacheParent, Sendable {}

extension Component {
    package func child(named name: String) -> Any? { Fields(self).child(named: name) }
}

/// A component that finds its properties by a `switch` of its own.
package protocol SwitchedComponent: Component {}

/// A page: a component with a template of its own.
package protocol Page: Component {
    /// Path under `Templates` without the extension: `projects/list`.
    static var template: String { get }
}

/// What an absent property answers: empty text, a section that is skipped.
struct Absent: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }
}

/// A component's properties by name, reflected once however often a template asks; so are the components inside it.
struct Fields: MustacheParent {
    private let values: [String: Any]

    init(_ component: any Component) {
        let children = Mirror(reflecting: component).children
        var values: [String: Any] = [:]
        values.reserveCapacity(children.count)
        for case (let name?, let value) in children { values[name] = value }
        self.values = values
    }

    /// The value of the property, `Absent` where it is nil; nil when there is no such property.
    func child(named name: String) -> Any? { values[name].map(Self.shown) }

    private static func shown(_ value: Any) -> Any {
        if type(of: value) == String.self || value is any SwitchedComponent { return value }
        if let optional = value as? any OptionalValue { return optional.wrapped.map(shown) ?? Absent() }
        if let component = value as? any Component { return Fields(component) }
        if let list = value as? [any Component], let first = list.first, !(first is any SwitchedComponent) { return list.map(Fields.init) }
        return value
    }
}

private protocol OptionalValue {
    var wrapped: Any? { get }
}

extension Optional: OptionalValue {
    fileprivate var wrapped: Any? { map { $0 as Any } }
}
