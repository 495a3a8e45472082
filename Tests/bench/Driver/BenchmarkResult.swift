import Foundation

/// One line of an answer: medians of time per operation, and a ratio above 1 where Lantu is ahead.
struct BenchmarkResult: Encodable {
    let bench: String
    let `case`: String
    let lantu: Double
    let peer: Double
    let peerName: String
    let unit: String
    let ratio: Double
    let runs: Int

    enum CodingKeys: String, CodingKey {
        case bench, `case`, lantu, peer, unit, ratio, runs
        case peerName = "peer_name"
    }

    init(_ bench: String, _ name: String, lantu: Double, peer: Double, peerName: String, unit: String, runs: Int) {
        self.bench = bench
        self.case = name
        self.lantu = (lantu * 100).rounded() / 100
        self.peer = (peer * 100).rounded() / 100
        self.peerName = peerName
        self.unit = unit
        ratio = (peer / lantu * 100).rounded() / 100
        self.runs = runs
    }

    /// A table, or a list as JSON.
    static func print(_ results: [BenchmarkResult], json: Bool) {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
            if let data = try? encoder.encode(results) { Swift.print(String(decoding: data, as: UTF8.self)) }
            return
        }
        func column(_ text: String, _ width: Int) -> String { text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0) }
        Swift.print(column("case", 30) + column("Lantu", 12) + column("peer", 12) + column("ratio", 10) + "peer")
        for result in results {
            Swift.print(
                column(result.case, 30) + column("\(result.lantu) \(result.unit)", 12) + column("\(result.peer) \(result.unit)", 12)
                    + column("\(result.ratio)", 10) + result.peerName)
        }
    }
}
