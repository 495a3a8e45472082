import Glibc
import Indicators

/// A composite index over figures read from a file of raw doubles, one indicator after another, period by period; NaN is a gap.
///
/// Speaks lines: `run`, `attribution`, `bands N`, `dump FILE`, `quit`. Answers seconds.
struct IndexBenchmark {
    let units: Int
    let indicators: Int
    let periods: Int
    let panel: Panel
    let scheme: Scheme
    var last: Run?

    static func serve(_ words: [String]) -> Int32 {
        let numbers = words.dropFirst().compactMap { Int($0) }
        guard words.count == 4, numbers.count == 3, var benchmark = IndexBenchmark(words[0], numbers[0], numbers[1], numbers[2]) else {
            print("cannot read the figures")
            return 65
        }
        print("ready")
        fflush(nil)
        while let line = readLine() {
            let command = line.split(separator: " ").map(String.init)
            let began = now()
            switch command.first {
            case "run": guard benchmark.run() else { return 70 }
            case "attribution": guard benchmark.run(), benchmark.attribute() else { return 70 }
            case "bands": guard benchmark.bands(Int(command.last ?? "") ?? 0) else { return 70 }
            case "dump":
                benchmark.dump(command.last ?? "")
                print("done")
                fflush(nil)
                continue
            default: return 0
            }
            print(now() - began)
            fflush(nil)
        }
        return 0
    }

    private static func now() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// The weight of the k-th node of a level, the same in every engine.
    private static func weight(_ k: Int) -> Double { Double(1 + k % 7) }

    init?(_ file: String, _ units: Int, _ indicators: Int, _ periods: Int) {
        guard let stream = fopen(file, "rb") else { return nil }
        defer { fclose(stream) }
        var panel = Panel(units: (0..<units).map { "u\($0)" }, periods: (0..<periods).map { "\(2001 + $0)" })
        for k in 0..<indicators {
            var values = Array(repeating: 0.0, count: units * periods)
            guard fread(&values, 8, values.count, stream) == values.count else { return nil }
            panel["i\(k)"] = Column(values)
        }
        (self.units, self.indicators, self.periods, self.panel) = (units, indicators, periods, panel)

        var nodes = [Node("index")]
        let levels = [3, 10, 50]
        for (depth, count) in levels.enumerated() {
            for k in 0..<count {
                let parent = depth == 0 ? "index" : "n\(depth - 1)-\(k * levels[depth - 1] / count)"
                nodes.append(Node("n\(depth)-\(k)", parent: parent, weight: Self.weight(k), coverage: Coverage(weight: 0)))
            }
        }
        let normalisation = Normalisation(.minMax, scope: .allPeriods)
        for k in 0..<indicators {
            nodes.append(
                Node("l\(k)", parent: "n2-\(k * 50 / indicators)", weight: Self.weight(k), indicator: "i\(k)"))
        }
        let rule = Rule(indicators: (0..<indicators).map { Indicator("i\($0)", normalisation: normalisation) }, nodes: nodes)
        scheme = Scheme(code: "bench", versions: [RuleVersion(id: "1", rule: rule)])
    }

    mutating func run() -> Bool {
        last = nil
        last = try? Run(scheme, panel)
        return last != nil
    }

    /// Points of every indicator for every unit and period, each used once.
    func attribute() -> Bool {
        guard let part = last?.part(period: 0), part.isLinear else { return false }
        let sums = Sums()
        part.attribute { leaf in
            var sum = 0.0
            for points in leaf.points { sum += points }
            sums.add(sum)
        }
        let scores = (0..<units * periods).reduce(0.0) { $0 + (part.score(part.root, $1) ?? 0) }
        return abs(sums.total - scores) < 1e-8 * abs(scores)
    }

    /// Rank bands of the last period.
    mutating func bands(_ draws: Int) -> Bool {
        guard let part = last?.part(period: periods - 1), let tree = WeightedTree(part, period: periods - 1) else { return false }
        let bands = try? RankBands(tree, draws: draws)
        return bands?.ranked.first == draws
    }

    /// Scores and ranks of the index, period by period, as raw doubles.
    func dump(_ file: String) {
        guard let stream = fopen(file, "wb") else { return }
        defer { fclose(stream) }
        for ranked in [false, true] {
            for (period, unit) in (0..<periods).flatMap({ p in (0..<units).map { (p, $0) } }) {
                guard let part = last?.part(period: period) else { return }
                let cell = period * units + unit
                var value = (ranked ? part.rank(part.root, cell) : part.score(part.root, cell)) ?? .nan
                fwrite(&value, 8, 1, stream)
            }
        }
    }
}

/// What several threads add to.
private final class Sums: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private(set) var total = 0.0

    init() { pthread_mutex_init(lock, nil) }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    func add(_ sum: Double) {
        pthread_mutex_lock(lock)
        total += sum
        pthread_mutex_unlock(lock)
    }
}
