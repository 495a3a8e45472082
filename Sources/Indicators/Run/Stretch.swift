/// Consecutive units of one period.
struct Stretch {
    /// Position among the periods scored, and in the panel.
    let local: Int
    let period: Int
    let firstUnit: Int
    let count: Int
    /// First cell in the panel and in the table of scores.
    let panelCell: Int
    let tableCell: Int
    let number: Int

    /// All stretches of `periods`, in cell order.
    static func all(periods: [Int], units: Int) -> [Stretch] {
        var result: [Stretch] = []
        for (local, period) in periods.enumerated() {
            for first in stride(from: 0, to: units, by: Scratch.width) {
                result.append(
                    Stretch(
                        local: local, period: period, firstUnit: first, count: min(Scratch.width, units - first),
                        panelCell: period * units + first, tableCell: local * units + first, number: result.count))
            }
        }
        return result
    }
}
