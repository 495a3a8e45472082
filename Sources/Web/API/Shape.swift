/// What a JSON value looks like, for the OpenAPI document.
package indirect enum Shape: Sendable, Hashable {
    case text, integer, number, flag
    /// `2026-11-23`
    case date
    /// `2026-11-23T13:14:15Z`
    case instant
    /// An id: digits in a string, because they are longer than a double holds.
    case id
    /// An exact amount of the currency's main unit: `12345.67`.
    case amount
    case choice([String])
    case list(Shape)
    /// Names that are data: figures by kind, counts by stage.
    case map(Shape)
    case object([Field])
    /// A shape of its own under `components/schemas`.
    case named(String)
    case anyOf([Shape])

    package struct Field: Sendable, Hashable {
        let name: String
        let shape: Shape
        /// False where an absent value writes no field.
        let isRequired: Bool

        static func field(_ name: String, _ shape: Shape) -> Field { Field(name: name, shape: shape, isRequired: true) }
        static func optional(_ name: String, _ shape: Shape) -> Field { Field(name: name, shape: shape, isRequired: false) }
    }

    /// Fields of one shape.
    static func fields(_ names: [String], _ shape: Shape) -> [Field] { names.map { .field($0, shape) } }
    static func optionals(_ names: [String], _ shape: Shape) -> [Field] { names.map { .optional($0, shape) } }
}
