import Decimal34
import FEEL

/// Reads JSON objects, one per line, straight into the inputs of a decision: no dictionary per record, fields nobody needs are skipped.
public struct RecordReader {
    private struct Field {
        let node: Int
        let key: [UInt8]
        /// Texts become dates, times or durations where the type asks for them.
        let type: FEELType?
    }

    private let fields: [Field]
    private let target: Int
    /// Where the next key is expected: records of a file mostly have their fields in the same order.
    private var expected = 0

    /// Nil if there is no such decision.
    public init?(_ model: CompiledModel, decision: String) {
        guard let target = model.graph.node(named: decision, kind: .decision, model.modelSet) else { return nil }
        self.target = target
        fields = model.inputNodes(of: target).map { node in
            let type = model.nodes[node].type
            return Field(node: node, key: Array(model.nodes[node].name.utf8), type: type.readsText ? type : nil)
        }
    }

    /// Gives the evaluator the inputs of one record; forgets those of the last.
    ///
    /// - Throws: LT2380 for what is no JSON object; its column counts bytes of the line from one.
    public mutating func read(_ line: UnsafeBufferPointer<UInt8>, into evaluator: Evaluator) throws(Finding) {
        evaluator.reset()
        var reader = JSONReader(line)
        do throws(JSONReader.Fault) {
            try read(&reader, evaluator)
        } catch {
            throw Finding(.error, "LT2380", ["problem": error.problem], at: Position(line: 1, column: error.offset + 1))
        }
    }

    /// The decision for the record read last.
    public func decide(_ evaluator: Evaluator) -> Outcome { evaluator.decide(node: target) }

    private mutating func read(_ reader: inout JSONReader, _ evaluator: Evaluator) throws(JSONReader.Fault) {
        reader.skipSpace()
        try reader.expect(UInt8(ascii: "{"))
        reader.skipSpace()
        if reader.byte == UInt8(ascii: "}") {
            reader.step()
            return try reader.end()
        }
        while true {
            reader.skipSpace()
            let field = try key(&reader)
            reader.skipSpace()
            try reader.expect(UInt8(ascii: ":"))
            var value = try reader.value(depth: 1)
            if let field {
                if let type = fields[field].type { value = value.read(as: type) }
                evaluator.bind(node: fields[field].node, value)
            }
            reader.skipSpace()
            if reader.byte == UInt8(ascii: ",") {
                reader.step()
            } else {
                try reader.expect(UInt8(ascii: "}"))
                return try reader.end()
            }
        }
    }

    /// The field a key names; nil for one nobody needs.
    private mutating func key(_ reader: inout JSONReader) throws(JSONReader.Fault) -> Int? {
        guard reader.byte == UInt8(ascii: "\"") else { throw reader.fault("a key is expected") }
        if expected >= fields.count { expected = 0 }
        if expected < fields.count, reader.takeKey(fields[expected].key) {
            expected += 1
            return expected - 1
        }
        for index in fields.indices where reader.takeKey(fields[index].key) {
            expected = index + 1
            return index
        }
        let name = Array(try reader.string().utf8)
        return fields.firstIndex { $0.key == name }
    }
}

extension JSONReader {
    mutating func step() { advance(1) }

    /// Steps over `"key"` if that is what stands here.
    @inline(__always) mutating func takeKey(_ key: [UInt8]) -> Bool {
        guard at + key.count + 1 < bytes.count, bytes[at + key.count + 1] == UInt8(ascii: "\"") else { return false }
        for index in 0..<key.count where bytes[at + 1 + index] != key[index] { return false }
        advance(key.count + 2)
        return true
    }
}

extension FEELType {
    /// Whether texts have to be read to become values of this type.
    var readsText: Bool {
        switch base {
        case .date, .time, .dateTime, .yearMonthDuration, .dayTimeDuration: true
        case .list(let element): element.readsText
        case .context(let entries): entries.contains { $0.type.readsText }
        default: false
        }
    }
}

extension FEELValue {
    /// A value from JSON as one of a type: texts are read as dates, times and durations where the type has them.
    public func read(as type: FEELType) -> FEELValue {
        switch (type.base, self) {
        case (.date, .string(let text)): .converted("date", text)
        case (.time, .string(let text)): .converted("time", text)
        case (.dateTime, .string(let text)): .converted("date and time", text)
        case (.yearMonthDuration, .string(let text)), (.dayTimeDuration, .string(let text)): .converted("duration", text)
        case (.list(let element), .list(let list)) where element.readsText: .list(list.items.map { $0.read(as: element) })
        case (.context(let entries), .context(let context)):
            .context(
                context.entries.map { entry in
                    (entry.key, entries.first { $0.name == entry.key }.map { entry.value.read(as: $0.type) } ?? entry.value)
                })
        default: self
        }
    }
}
