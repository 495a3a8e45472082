extension Builtins {
    static let ranges: [Builtin] = [
        relation(
            "before", points: { try Edge.order($0, $1) < 0 }, pointAndRange: { try Edge.isBefore($0, $1) },
            rangeAndPoint: { try Edge.isBefore($0, $1) }, ranges: { try Edge.isBefore($0, $1) }),
        relation(
            "after", points: { try Edge.order($0, $1) > 0 }, pointAndRange: { try Edge.isBefore($1, $0) },
            rangeAndPoint: { try Edge.isBefore($1, $0) }, ranges: { try Edge.isBefore($1, $0) }),
        relation("meets", ranges: { try Edge.meets($0, $1) }),
        relation("met by", ranges: { try Edge.meets($1, $0) }),
        relation("overlaps", ranges: { try Edge.overlaps($0, $1) }),
        relation("overlaps before", ranges: { try Edge.overlapsBefore($0, $1) }),
        relation("overlaps after", ranges: { try Edge.overlapsBefore($1, $0) }),
        relation("finishes", pointAndRange: { try Edge.finishes($0, $1) }, ranges: { try Edge.finishes($0, $1) }),
        relation("finished by", rangeAndPoint: { try Edge.finishes($1, $0) }, ranges: { try Edge.finishes($1, $0) }),
        relation("includes", rangeAndPoint: { try Edge.includes($0, $1) }, ranges: { try Edge.includes($0, $1) }),
        relation("during", pointAndRange: { try Edge.includes($1, $0) }, ranges: { try Edge.includes($1, $0) }),
        relation("starts", pointAndRange: { try Edge.starts($0, $1) }, ranges: { try Edge.starts($0, $1) }),
        relation("started by", rangeAndPoint: { try Edge.starts($1, $0) }, ranges: { try Edge.starts($1, $0) }),
        relation(
            "coincides", points: { try Edge.order($0, $1) == 0 },
            ranges: {
                try Edge.starts($0, $1) && Edge.finishes($0, $1) && Edge.starts($1, $0) && Edge.finishes($1, $0)
            }),
    ]

    /// A function of two points or ranges, in the forms it has; ends that cannot be compared give null with a finding.
    private static func relation(
        _ name: String,
        points: (@Sendable (FEELValue, FEELValue) throws -> Bool)? = nil,
        pointAndRange: (@Sendable (FEELValue, FEELRange) throws -> Bool)? = nil,
        rangeAndPoint: (@Sendable (FEELRange, FEELValue) throws -> Bool)? = nil,
        ranges: (@Sendable (FEELRange, FEELRange) throws -> Bool)? = nil
    ) -> Builtin {
        var signatures: [Builtin.Signature] = []
        if let points {
            signatures.append(
                .init(.required("point1", point), .required("point2", point)) { call in
                    answer(call) { try points(call.value(0), call.value(1)) }
                })
        }
        if let pointAndRange {
            signatures.append(
                .init(.required("point", point), .required("range", .range(.any))) { call in
                    answer(call) { try pointAndRange(call.value(0), call.range(1)) }
                })
        }
        if let rangeAndPoint {
            signatures.append(
                .init(.required("range", .range(.any)), .required("point", point)) { call in
                    answer(call) { try rangeAndPoint(call.range(0), call.value(1)) }
                })
        }
        if let ranges {
            signatures.append(
                .init(.required("range1", .range(.any)), .required("range2", .range(.any))) { call in
                    answer(call) { try ranges(call.range(0), call.range(1)) }
                })
        }
        return Builtin(name, .boolean, signatures)
    }

    /// A value with a place on a line.
    private static let point = FEELType.constrained(
        FEELType.Constraint(name: "point", base: .any) { value in
            switch value {
            case .null, .boolean, .list, .context, .range, .function: false
            default: true
            }
        })

    private static func answer(_ call: Builtin.Call, _ relation: () throws -> Bool) -> FEELValue {
        do { return .boolean(try relation()) } catch {
            return call.run.report(
                .comparison, at: call.range,
                [
                    "operator": call.function, "left": call.value(0).typeName,
                    "right": call.value(1).typeName,
                ])
        }
    }
}

extension Builtin.Call {
    fileprivate func range(_ position: Int) throws -> FEELRange {
        guard case .range(let range) = value(position), range.form != .unequal else { throw Edge.Incomparable() }
        return range
    }
}

/// How ranges lie to each other; an open end is beyond everything.
private enum Edge {
    struct Incomparable: Error {}

    static func order(_ a: FEELValue, _ b: FEELValue) throws -> Int {
        guard let order = a.compared(to: b) else { throw Incomparable() }
        return order
    }

    private static func startOrder(_ a: FEELRange, _ b: FEELRange) throws -> Int {
        guard let x = a.start else { return b.start == nil ? 0 : -1 }
        guard let y = b.start else { return 1 }
        return try order(x, y)
    }

    private static func endOrder(_ a: FEELRange, _ b: FEELRange) throws -> Int {
        guard let x = a.end else { return b.end == nil ? 0 : 1 }
        guard let y = b.end else { return -1 }
        return try order(x, y)
    }

    /// The end of `a` against the start of `b`.
    private static func end(_ a: FEELRange, start b: FEELRange) throws -> Int {
        guard let x = a.end, let y = b.start else { return 1 }
        return try order(x, y)
    }

    private static func start(_ range: FEELRange, _ point: FEELValue) throws -> Int {
        guard let start = range.start else { return -1 }
        return try order(start, point)
    }

    private static func end(_ range: FEELRange, _ point: FEELValue) throws -> Int {
        guard let end = range.end else { return 1 }
        return try order(end, point)
    }

    static func isBefore(_ point: FEELValue, _ range: FEELRange) throws -> Bool {
        let start = try start(range, point)
        return start > 0 || start == 0 && !range.startIncluded
    }

    static func isBefore(_ range: FEELRange, _ point: FEELValue) throws -> Bool {
        let end = try end(range, point)
        return end < 0 || end == 0 && !range.endIncluded
    }

    static func isBefore(_ a: FEELRange, _ b: FEELRange) throws -> Bool {
        let gap = try end(a, start: b)
        return gap < 0 || gap == 0 && (!a.endIncluded || !b.startIncluded)
    }

    static func meets(_ a: FEELRange, _ b: FEELRange) throws -> Bool {
        try a.endIncluded && b.startIncluded && end(a, start: b) == 0
    }

    static func overlaps(_ a: FEELRange, _ b: FEELRange) throws -> Bool {
        let first = try end(a, start: b)
        let second = try end(b, start: a)
        return (first > 0 || first == 0 && a.endIncluded && b.startIncluded)
            && (second > 0 || second == 0 && a.startIncluded && b.endIncluded)
    }

    static func overlapsBefore(_ a: FEELRange, _ b: FEELRange) throws -> Bool {
        let start = try startOrder(a, b)
        let inner = try end(a, start: b)
        let end = try endOrder(a, b)
        return (start < 0 || start == 0 && a.startIncluded && !b.startIncluded)
            && (inner > 0 || inner == 0 && a.endIncluded && b.startIncluded)
            && (end < 0 || end == 0 && (!a.endIncluded || b.endIncluded))
    }

    static func finishes(_ point: FEELValue, _ range: FEELRange) throws -> Bool { try range.endIncluded && end(range, point) == 0 }

    static func finishes(_ a: FEELRange, _ b: FEELRange) throws -> Bool {
        let start = try startOrder(a, b)
        return try a.endIncluded == b.endIncluded && endOrder(a, b) == 0
            && (start > 0 || start == 0 && (!a.startIncluded || b.startIncluded))
    }

    static func includes(_ range: FEELRange, _ point: FEELValue) throws -> Bool {
        let start = try start(range, point)
        let end = try end(range, point)
        return start < 0 && end > 0 || start == 0 && range.startIncluded || end == 0 && range.endIncluded
    }

    static func includes(_ a: FEELRange, _ b: FEELRange) throws -> Bool {
        let start = try startOrder(a, b)
        let end = try endOrder(a, b)
        return (start < 0 || start == 0 && (a.startIncluded || !b.startIncluded))
            && (end > 0 || end == 0 && (a.endIncluded || !b.endIncluded))
    }

    static func starts(_ point: FEELValue, _ range: FEELRange) throws -> Bool { try range.startIncluded && start(range, point) == 0 }

    static func starts(_ a: FEELRange, _ b: FEELRange) throws -> Bool {
        let end = try endOrder(a, b)
        return try a.startIncluded == b.startIncluded && startOrder(a, b) == 0 && (end < 0 || end == 0 && (!a.endIncluded || b.endIncluded))
    }
}
