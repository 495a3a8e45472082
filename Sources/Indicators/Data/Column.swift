/// One indicator over all units and periods, period by period: cell = period · units + unit.
///
/// An absent cell holds NaN, so that arithmetic over the buffer needs no branches; a value given as NaN or ±∞ is missing.
public struct Column: Sendable {
    public private(set) var values: [Double]
    /// Absent cells that are not applicable; nil when there are none.
    public private(set) var notApplicable: Bitmap?
    /// Cells whose value was filled in, not observed; nil when there are none.
    public private(set) var imputed: Bitmap?

    public init(_ values: [Double]) {
        self.values = values
        for index in values.indices where !values[index].isFinite { self.values[index] = .nan }
    }

    /// A column of `count` missing cells.
    public init(missing count: Int) { values = Array(repeating: .nan, count: max(0, count)) }

    public var count: Int { values.count }

    public subscript(index: Int) -> Cell {
        get {
            let value = values[index]
            if value.isFinite { return .value(value) }
            return notApplicable?[index] == true ? .notApplicable : .missing
        }
        set {
            imputed?[index] = false
            notApplicable?[index] = false
            switch newValue {
            case .value(let value): values[index] = value.isFinite ? value : .nan
            case .missing: values[index] = .nan
            case .notApplicable:
                values[index] = .nan
                if notApplicable == nil { notApplicable = Bitmap(count: count) }
                notApplicable?[index] = true
            }
        }
    }

    public func isImputed(_ index: Int) -> Bool { imputed?[index] == true }

    /// Fills an absent cell and flags it; an applicable cell only. Answers whether it did.
    @discardableResult
    public mutating func impute(_ value: Double, at index: Int) -> Bool {
        guard value.isFinite, values[index].isNaN, notApplicable?[index] != true else { return false }
        values[index] = value
        if imputed == nil { imputed = Bitmap(count: count) }
        imputed?[index] = true
        return true
    }

    /// The same cells with other numbers; flags stay where a number stands.
    public func mapping(_ transform: (Double) -> Double) -> Column {
        var result = self
        for index in values.indices {
            let value = transform(values[index])
            result.values[index] = value.isFinite ? value : .nan
        }
        return result
    }

    /// The same flags over `values`, which must be as many.
    func replacing(_ values: [Double]) -> Column {
        guard values.count == count else { return self }
        var result = self
        result.values = values
        return result
    }
}
