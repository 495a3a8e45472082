import Accounts
import Kernel
import Policy
import Projects

// What the answers of the API look like, beside one another; a test holds each against what is really answered.

extension Problem {
    /// RFC 9457 with our stable code, hint and located diagnostics.
    static let shape = Shape.object(
        Shape.fields(["type", "title"], .text) + [.field("status", .integer)] + Shape.fields(["code", "hint"], .text)
            + [
                .optional("clause", .text), .field("requestID", .text),
                .field(
                    "diagnostics",
                    .list(
                        .object(
                            Shape.fields(["severity", "code", "message"], .text) + Shape.optionals(["file", "column"], .text)
                                + [.optional("line", .integer)]))),
            ])
}

extension ProjectDTO {
    private static let colour = Shape.choice(LightColour.allCases.map(\.rawValue))

    static let shape = Shape.object(
        [.field("id", .id), .field("version", .integer), .field("code", .text), .field("name", .text), .optional("names", .named("Names"))]
            + [.field("organization", .id), .optional("jurisdiction", .id), .field("class", .text), .optional("pillar", .text)]
            + [.field("stage", .text)] + Shape.optionals(["state", "need"], .text) + [.optional("clause", .id)]
            + [.optional("noClauseReason", .text), .field("goals", .list(.id)), .field("tags", .list(.text))]
            + [.field("secrecy", .choice(ProjectSecrecy.allCases.map(\.rawValue))), .field("currency", .text)]
            + [.field("money", .object(Shape.optionals(FigureKind.allCases.map(\.rawValue), .amount)))]
            + Shape.optionals(["plannedStart", "plannedEnd", "forecastEnd", "actualEnd", "lastReport"], .date)
            + Shape.optionals(["plannedProgress", "actualProgress"], .number) + [.optional("rhythm", .text)]
            + [
                .field(
                    "lights",
                    .object(Shape.optionals(["declared", "computed", "confirmed"], colour) + [.field("divergent", .flag)])),
                .optional("portfolio", .id), .field("presence", .text), .field("historicMissing", .flag), .field("packVersion", .text),
                .field("createdAt", .instant), .field("updatedAt", .instant),
            ])

    static let versionShape = Shape.object([.field("id", .id), .field("version", .integer)])

    static let filters: [Operation.Parameter] =
        [.init("q")] + ["pillar", "stage", "class", "unit"].map { .init($0, .list(.text)) }
        + LightSource.allCases.map { .init($0.rawValue, .list(colour)) }
        + ["divergent", "vanished", "overdue"].map { .init($0, .choice(["1"])) }
        + [.init("portfolio"), .init("min", .number), .init("max", .number), .init("goal", .id), .init("clause", .id)]
        + [
            .init("sort", .choice(ProjectSort.allCases.flatMap { [$0.rawValue, "-" + $0.rawValue] })), .init("after"), .init("before"),
            .init("limit", .integer),
        ]
}

extension ProjectPageDTO {
    static let shape = Shape.object([
        .field("count", .integer), .field("countIsExact", .flag), .optional("next", .text), .field("projects", .list(.named("Project"))),
    ])
}

extension ProjectBody {
    /// Every field may be a text; null empties it.
    static let shape = Shape.object(
        ProjectFields.order.filter { $0 != "jurisdiction" }.map { name in
            switch name {
            case "goals", "tags": .optional(name, .anyOf([.text, .list(.text)]))
            case "planned-progress", "actual-progress": .optional(name, .anyOf([.text, .number]))
            default: .optional(name, .text)
            }
        })
}

extension CockpitAnswer {
    private static let counts = Shape.map(.integer)
    private static let pillar = Shape.object([
        .optional("pillar", .text), .field("projects", .integer), .field("stages", counts),
        .field("money", .list(.object([.field("currency", .text)] + Shape.fields(["planned", "approved", "contract", "paid"], .amount)))),
    ])
    private static let attention = Shape.object(
        Shape.fields(["kind", "reason"], .text) + [.field("id", .id)] + Shape.fields(["code", "name"], .text)
            + Shape.optionals(["declared", "computed", "confirmed"], .text) + [.optional("due", .date)])
    private static let goal = Shape.object(
        [.field("id", .id)] + Shape.fields(["code", "name", "pillar", "standing"], .text)
            + Shape.optionals(["progress", "elapsed"], .number) + [.optional("observedOn", .date)])

    static let shape = Shape.object([
        .field("asOf", .date), .optional("portfolio", .id), .field("projects", .integer), .field("overdueProjects", .integer),
        .field("pillars", .list(pillar)),
        .field(
            "lights",
            .object(
                Shape.fields(["declared", "computed", "confirmed"], counts)
                    + Shape.fields(["divergentProjects", "divergentOrders"], .integer))),
        .field("orders", .object(Shape.fields(["open", "overdue"], .integer) + [.field("states", counts)])),
        .field("attention", .list(attention)), .field("goals", .list(goal)),
        .field(
            "chain",
            .object(
                Shape.fields(
                    ["systems", "dataResources", "shareableDataResources", "linkedDataResources", "facilities", "businessItems"], .integer))
        ),
    ])
}

extension AuditEntryResource {
    static let shape = Shape.list(
        .object(
            [.field("lane", .integer), .field("sequence", .id), .field("at", .instant)]
                + Shape.fields(["actor", "origin", "action", "object", "pack"], .text) + [.optional("id", .id)]
                + [.optional("changes", .list(.object([.field("field", .text)] + Shape.optionals(["before", "after"], .text))))]))
}
