/// An immutable, ordered set of named values.
public final class FEELContext: Sendable {
    let shape: Shape
    public let values: [FEELValue]
    let extent: Extent

    /// The names in order, shared by all contexts that one expression makes.
    final class Shape: Sendable {
        let keys: [String]
        private let index: [String: Int]

        init(_ keys: [String]) {
            self.keys = keys
            index = keys.count > 8 ? Dictionary(zip(keys, keys.indices), uniquingKeysWith: { first, _ in first }) : [:]
        }

        func position(of key: String) -> Int? {
            if keys.count > 8 { return index[key] }
            for position in 0..<keys.count where keys[position] == key { return position }
            return nil
        }
    }

    init(shape: Shape, values: [FEELValue]) {
        self.shape = shape
        self.values = values
        extent = Extent(of: values)
    }

    /// A name that occurs twice keeps its first place and its last value.
    public convenience init(_ entries: [(String, FEELValue)]) {
        var keys: [String] = []
        var values: [FEELValue] = []
        var places: [String: Int] = [:]
        for (key, value) in entries {
            if let place = places[key] {
                values[place] = value
            } else {
                places[key] = keys.count
                keys.append(key)
                values.append(value)
            }
        }
        self.init(shape: Shape(keys), values: values)
    }

    public static let empty = FEELContext([])

    public var keys: [String] { shape.keys }
    public var count: Int { values.count }
    public var entries: [(key: String, value: FEELValue)] { zip(shape.keys, values).map { ($0, $1) } }

    /// The value of an entry; nil when there is none (an entry may be null).
    public subscript(key: String) -> FEELValue? {
        guard let position = shape.position(of: key) else { return nil }
        return values[position]
    }

    /// This context with one entry added, or replaced where it stands.
    public func setting(_ key: String, _ value: FEELValue) -> FEELContext {
        var values = values
        if let position = shape.position(of: key) {
            values[position] = value
            return FEELContext(shape: shape, values: values)
        }
        values.append(value)
        return FEELContext(shape: Shape(keys + [key]), values: values)
    }
}
