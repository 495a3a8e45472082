import Decimal34
import FEEL
import Indicators

/// A derived indicator: an expression over the columns of the data, cell by cell.
///
/// Columns are names; `value("1a1")` reads one whose code is no name or has spaces. Functions over the units of the sample in the cell's
/// period: `peerMin("x")`, `peerMax("x")`, `peerMean("x")`, `rank("x")` (1 is the highest), `percentile("x")` (0…1, lowest 0);
/// `target("x")` is the target the specification gives an indicator.
struct IndexFormula: Sendable {
    let code: String
    let source: String
    let population: Rule.Population
    let targets: [String: Double]

    private static let functions = ["value", "peerMin", "peerMax", "peerMean", "rank", "percentile", "target"]

    /// Faults of the text alone; names are known only with the data.
    static func faults(_ source: String) -> [FEELDiagnostic] {
        var scope = FEELScope()
        for name in functions { scope.declare(name) }
        do {
            _ = try FEELCompiler(.lenient).expression(source, scope)
            return []
        } catch {
            return error.diagnostics.filter { $0.severity == .error }
        }
    }

    /// The column over a panel; a cell without a number is missing.
    func derived(_ panel: Panel) -> Step.Derived {
        var scope = FEELScope()
        var slots: [(slot: Int, column: Column)] = []
        for (code, column) in zip(panel.codes, panel.columns) { slots.append((scope.declare(code), column)) }
        var functionSlots: [(slot: Int, name: String)] = []
        for name in Self.functions where source.contains(name) { functionSlots.append((scope.declare(name), name)) }
        let program: FEELProgram
        do {
            program = try FEELCompiler().expression(source, scope)
        } catch {
            let problem = error.diagnostics.first { $0.severity == .error }
            let name = problem?.arguments["name"] ?? problem?.code.rawValue ?? ""
            return Step.Derived(
                Column(missing: panel.cellCount), [Finding(.error, .formula, node: code, ["problem": name])])
        }
        let used = slots.filter { slot in source.contains(panel.codes[slot.slot]) }
        let quoted = panel.codes.filter { source.contains("\"\($0)\"") }
        let peers = PeerFigures(panel, quoted, population)
        let frame = FEELFrame(scope, run: FEELRun())
        var result = Column(missing: panel.cellCount)
        for period in panel.periods.indices {
            for unit in panel.units.indices {
                let cell = panel.cell(unit: unit, period: period)
                for (slot, column) in used { frame[slot] = Self.value(column.values[cell]) }
                for (slot, name) in functionSlots { frame[slot] = .function(function(name, peers, cell, period)) }
                frame.run.reset()
                if let number = program.evaluate(frame).number { result[cell] = .value(number.double) }
            }
        }
        return Step.Derived(result)
    }

    private static func value(_ figure: Double) -> FEELValue { Decimal34(figure).map { .number($0) } ?? .null }

    private func function(_ name: String, _ peers: PeerFigures, _ cell: Int, _ period: Int) -> FEELFunction {
        let targets = targets
        return FEELFunction(name: name, parameters: [.init("column")]) { arguments, _ in
            guard let column = arguments.first?.string else { return .null }
            switch name {
            case "value": return Self.value(peers.figure(column, cell))
            case "peerMin": return Self.value(peers.sorted(column, period).first ?? .nan)
            case "peerMax": return Self.value(peers.sorted(column, period).last ?? .nan)
            case "peerMean": return Self.value(Statistics.mean(peers.sorted(column, period)))
            case "rank": return Self.value(peers.rank(column, cell, period))
            case "percentile": return Self.value(peers.percentile(column, cell, period))
            default: return Self.value(targets[column] ?? .nan)
            }
        }
    }
}

/// The figures of the sample, sorted by period, of the columns a formula asks about.
private struct PeerFigures: Sendable {
    private var columns: [String: (values: [Double], sorted: [[Double]])] = [:]

    init(_ panel: Panel, _ codes: [String], _ population: Rule.Population) {
        let out = population.excluded.union(population.outsideSample)
        let members = panel.units.indices.filter { !out.contains(panel.units[$0]) }
        for code in codes {
            guard let values = panel[code]?.values else { continue }
            let sorted = panel.periods.indices.map { period in
                members.map { values[panel.cell(unit: $0, period: period)] }.filter { !$0.isNaN }.sorted()
            }
            columns[code] = (values, sorted)
        }
    }

    func figure(_ code: String, _ cell: Int) -> Double { columns[code]?.values[cell] ?? .nan }

    func sorted(_ code: String, _ period: Int) -> [Double] { columns[code]?.sorted[period] ?? [] }

    func rank(_ code: String, _ cell: Int, _ period: Int) -> Double {
        let figure = figure(code, cell)
        return figure.isNaN ? .nan : Double(1 + sorted(code, period).count { $0 > figure })
    }

    func percentile(_ code: String, _ cell: Int, _ period: Int) -> Double {
        let (figure, all) = (figure(code, cell), sorted(code, period))
        guard !figure.isNaN, all.count > 1 else { return .nan }
        return Double(all.count { $0 < figure }) / Double(all.count - 1)
    }
}
