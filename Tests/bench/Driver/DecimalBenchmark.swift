import CIntelDecimal
import Decimal34
import Foundation

/// Decimal34 beside Foundation.Decimal and, where it is installed, Intel's decimal library: nanoseconds per operation.
enum DecimalBenchmark {
    /// `--format json`, `--runs N`.
    static func report(_ words: ArraySlice<String>) {
        var words = words
        var json = false
        var runs = 7
        while let word = words.popFirst() {
            if word == "--format" { json = words.popFirst() == "json" }
            if word == "--runs" { runs = words.popFirst().flatMap { Int($0) } ?? runs }
        }
        BenchmarkResult.print(DecimalOperands.all.flatMap { measure($0, max(1, runs)) }, json: json)
    }

    private static func measure(_ operands: DecimalOperands, _ runs: Int) -> [BenchmarkResult] {
        var ours = operands.lantu
        var foundation = operands.foundation
        var intel = operands.intel
        let texts = operands.lantu.left.map(\.description)
        var results: [BenchmarkResult] = []
        func add(_ name: String, _ lantu: Double, _ foundation: Double, _ intel: Double) {
            var peers = [("Foundation.Decimal", foundation)]
            if intel_available() == 1 { peers.append(("Intel BID128", intel)) }
            for (peerName, peer) in peers {
                results.append(
                    BenchmarkResult(
                        "decimal", "\(name), \(operands.name)", lantu: lantu, peer: peer, peerName: peerName, unit: "ns", runs: runs))
            }
        }
        add(
            "add", ours.time(runs) { keep($0.adding($1)) }, foundation.time(runs) { keep($0 + $1) },
            intel.time(runs) { keep(intel_add($0, $1)) })
        add(
            "multiply", ours.time(runs) { keep($0.multiplied(by: $1)) }, foundation.time(runs) { keep($0 * $1) },
            intel.time(runs) { keep(intel_multiply($0, $1)) })
        add(
            "divide", ours.time(runs) { keep($0.divided(by: $1)) }, foundation.time(runs) { keep($0 / $1) },
            intel.time(runs) { keep(intel_divide($0, $1)) })
        add(
            "compare", ours.time(runs) { keep($0 < $1) }, foundation.time(runs) { keep($0 < $1) },
            intel.time(runs) { keep(intel_less($0, $1) != 0) })
        // Text as it lies in a buffer that was read: bytes for ours, a C string for theirs.
        let buffers = texts.map { text in
            let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.utf8.count + 1)
            _ = buffer.initialize(from: Array(text.utf8) + [0])
            return UnsafeBufferPointer(buffer)
        }
        defer { for buffer in buffers { buffer.deallocate() } }
        var parsed = Pairs(left: buffers, right: buffers)
        var strings = Pairs(left: texts, right: texts)
        add(
            "parse", parsed.time(runs) { text, _ in keep(Decimal34(utf8: UnsafeBufferPointer(rebasing: text.dropLast()))) },
            strings.time(runs) { text, _ in keep(Decimal(string: text)) },
            parsed.time(runs) { text, _ in
                keep(text.baseAddress.map { intel_parse(UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self)) })
            })
        return results
    }
}

/// Operands of one kind of number.
struct Pairs<Number> {
    var left: [Number]
    var right: [Number]

    /// The median of nanoseconds per call over some runs, after one to warm up.
    @inline(__always)
    mutating func time(_ runs: Int, _ body: (Number, Number) -> Void) -> Double {
        let rounds = 100
        var times: [Double] = []
        for _ in 0...runs {
            let began = ContinuousClock.now
            for round in 0..<rounds {
                // The operands move, so that no round can be taken from the last.
                left.swapAt(round % left.count, (round * 7 + 1) % left.count)
                for index in left.indices { body(left[index], right[index]) }
            }
            let time = began.duration(to: .now)
            times.append((Double(time.components.seconds) * 1e9 + Double(time.components.attoseconds) * 1e-9) / Double(rounds * left.count))
        }
        return times.dropFirst().sorted()[runs / 2]
    }
}

/// Takes a result where the optimizer cannot see that it is not used.
@inline(__always)
private func keep<Value>(_ value: Value) { withUnsafePointer(to: value) { intel_keep($0) } }

/// As rules meet them: scores and amounts with two digits after the point; the same beside whole numbers; and all 34 digits.
struct DecimalOperands {
    let name: String
    let lantu: Pairs<Decimal34>

    init(_ name: String, _ texts: (Int) -> (String, String)) {
        self.name = name
        let pairs = (0..<1_000).map { index in
            let (left, right) = texts(index)
            return (Decimal34(left) ?? .one, Decimal34(right) ?? .one)
        }
        lantu = Pairs(left: pairs.map(\.0), right: pairs.map(\.1))
    }

    var foundation: Pairs<Decimal> {
        func number(_ number: Decimal34) -> Decimal { Decimal(string: number.description) ?? 1 }
        return Pairs(left: lantu.left.map(number), right: lantu.right.map(number))
    }

    var intel: Pairs<intel_decimal> {
        func number(_ number: Decimal34) -> intel_decimal { number.description.withCString { intel_parse($0) } }
        return Pairs(left: lantu.left.map(number), right: lantu.right.map(number))
    }

    static var all: [DecimalOperands] {
        [
            DecimalOperands("amounts") { index in
                ("\(index * 7919 % 90_000 + 100).\(10 + index % 90)", "\(index * 104_729 % 7_000 + 3).\(10 + index * 7 % 90)")
            },
            DecimalOperands("mixed scales") { index in
                (
                    "\(index * 7919 % 90_000 + 100).\(10 + index % 90)",
                    index % 2 == 0 ? "\(index % 97 + 2)" : "\(index % 97).\(index % 9 + 1)"
                )
            },
            DecimalOperands("34 digits") { index in
                let left = String(repeating: "\(1_234_567 + index * 31)", count: 5).prefix(33)
                let right = String(repeating: "\(7_654_321 + index * 17)", count: 5).prefix(30)
                return ("\(1 + index % 9).\(left)", "\(2 + index % 7)\(right).\(index % 10)")
            },
        ]
    }
}
