/// A leaf ready for aggregation: its figures after all steps and the scale that makes scores of them.
struct PreparedLeaf: Sendable {
    /// After the last imputation, before what follows it.
    var completed: Column
    var figures: Column
    var scale: Scale
    /// Per period of the panel.
    var bounds: [Bounds?]
    var hasGaps: [Bool]

    func isExcluded(period: Int) -> Bool {
        if case .affine(let scales) = scale { scales[period].isExcluded } else { false }
    }

    /// The score of one cell of the panel; NaN when absent.
    func score(_ cell: Int, units: Int) -> Double {
        switch scale {
        case .affine(let scales): scales[cell / units].score(figures.values[cell])
        case .table(let scores): scores[cell]
        }
    }
}

extension Double {
    /// The NaN that says "not applicable" among scores; any other says "missing".
    static let notApplicable = Double(bitPattern: 0x7FF8_0000_0000_0A0A)
    var isNotApplicable: Bool { bitPattern == Double.notApplicable.bitPattern }
}
