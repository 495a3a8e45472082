import Mustache

/// A piece of a page: stored, presentation-ready properties that a template names.
///
/// Property types are `String`, `Bool`, `Int`, components, and optionals and arrays of these. A nil property is
/// *absent*: unlike in plain Mustache the search does not go on to the enclosing object, so a row without a `title`
/// never shows the page's. A type that repeats by the hundred replaces the reflection by a `switch` (see `FieldOption`),
/// and what is written by the thousand is made in Swift (see `DataTable+Markup`).
package protocol Component: MustacheParent, Sendable {}

extension Component {
    package func child(named name: String) -> Any? { Absent.reflecting(self, name) }
}

/// A page: a component with a template of its own.
package protocol Page: Component {
    /// Path under `Templates` without the extension: `projects/list`.
    static var template: String { get }
}

/// What an absent property answers: empty text, a section that is skipped.
struct Absent: MustacheCustomRenderable {
    var renderText: String { "" }
    var isNull: Bool { true }

    /// The property `name` of `object` by reflection: its value, `Absent` for nil, nil when there is no such property.
    static func reflecting(_ object: Any, _ name: String) -> Any? {
        for (label, value) in Mirror(reflecting: object).children where label == name { return unwrapping(value) }
        return nil
    }

    /// The value inside an optional, else `Absent`.
    static func unwrapping(_ value: Any) -> Any {
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .optional else { return value }
        return mirror.children.first.map { unwrapping($0.value) } ?? Absent()
    }
}
