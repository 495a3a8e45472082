import Decimal34
import FEEL

extension Explanation {
    /// The explanation as a value, to be written as JSON.
    ///
    /// - Parameter sentence: how a finding is told to a person.
    public func value(_ sentence: (Finding) -> String) -> FEELValue {
        .context([
            ("steps", .list(steps.map(\.told))),
            (
                "findings",
                .list(
                    findings.map { finding in
                        .context([
                            ("code", .string(finding.code)), ("severity", .string(finding.severity.rawValue)),
                            ("element", .string(finding.element)), ("line", finding.position.map { .number($0.line) } ?? .null),
                            ("column", finding.position.map { .number($0.column) } ?? .null), ("text", .string(sentence(finding))),
                        ])
                    })
            ),
        ])
    }
}

extension Explanation.Step {
    fileprivate var told: FEELValue {
        var entries: [(String, FEELValue)] = [
            ("element", .string(element)), ("kind", .string(kind)), ("depth", .number(depth)), ("value", value),
        ]
        if !tables.isEmpty { entries.append(("tables", .list(tables.map(\.told)))) }
        if !nulls.isEmpty {
            entries.append(
                (
                    "nulls",
                    .list(
                        nulls.map {
                            .context([
                                ("text", .string($0.text)), ("line", .number($0.position.line)), ("column", .number($0.position.column)),
                            ])
                        })
                ))
        }
        return .context(entries)
    }
}

extension Explanation.Table {
    fileprivate var told: FEELValue {
        .context([
            ("label", label.map { .string($0) } ?? .null), ("hitPolicy", .string(policy.rawValue)),
            ("inputs", .context(inputs.map { ($0.name, $0.value) })), ("matched", .list(matched.map { .number($0) })), ("value", value),
            (
                "nearest",
                .list(
                    nearest.map { miss in
                        .context([
                            ("rule", .number(miss.rule)),
                            (
                                "cells",
                                .list(
                                    miss.cells.map { cell in
                                        .context([
                                            ("column", .string(cell.column)), ("test", .string(cell.test)), ("value", cell.value),
                                            ("distance", cell.distance.flatMap { Decimal34($0) }.map { .number($0) } ?? .null),
                                        ])
                                    })
                            ),
                        ])
                    })
            ),
        ])
    }
}
