import Foundation
import Kernel
import Office
import Persistence
import Policy
import Projects
import Store
import TestSupport
import Testing

/// The three lists that a register of 100,000 answers at once. `LANTU_TEST_PROJECTS` sets the size; 4,000 without it.
@Suite struct ProjectPlanTests {
    static let size = ProcessInfo.processInfo.environment["LANTU_TEST_PROJECTS"].flatMap { Int($0) } ?? 4000
    static let pillars = ["foundation", "data", "economy", "services", "governance"]
    static let words = ["政务云", "数据大脑", "一网通办", "养老服务", "交通信号", "医疗影像", "应急指挥", "水务监测", "教育资源", "城市体检"]

    func filled(_ database: any Database) async throws -> ProjectWorld {
        let world = try await ProjectWorld(database)
        for start in stride(from: 0, to: Self.size, by: 1000) {
            try await world.work.write(world.context()) { tx in
                for index in start..<min(start + 1000, Self.size) {
                    var fields = ProjectWorld.fields(
                        "P\(index)", "\(Self.words[index % 10])平台第\(index)期\(index % 900 == 7 ? "海绵" : "")",
                        organization: Int64(10 + index % 40),
                        pillar: Self.pillars[index % 5])
                    fields.plannedEnd = CivilDate(daysSince1970: 20_000 + index % 2000)
                    let money = ProjectMoney([.estimate: Int64(index * 7919 % 10_000_000)])
                    try tx.insert(
                        Project(
                            id: tx.newID(ProjectID.self), fields: fields, money: money, packVersion: "p", createdAt: tx.now,
                            updatedAt: tx.now))
                }
            }
        }
        try await database.write { connection in
            _ = try connection.execute(connection.dialect == .sqlite ? "analyze" : "analyze projects")
        }
        return world
    }

    @Test func theMeasuredListsReadAnIndexAndFewStatements() async throws {
        try await withEachDatabase { database in
            let world = try await filled(database)
            let selective = Self.size / 900 + 1
            let cases: [(String, Int, (inout ProjectFilter) -> Void)] = [
                ("pillar by amount", Self.size / 5, { ($0.pillars, $0.sort, $0.descending) = (["data"], .amount, true) }),
                ("selective word", selective, { $0.text = "海绵" }),
                ("common word and pillar", Self.size / 5, { ($0.text, $0.pillars, $0.sort) = ("平台", ["data"], .amount) }),
                ("common word alone", Self.size, { $0.text = "平台" }),
                ("rarer word alone", Self.size / 10, { $0.text = "水务" }),
                ("common word and unit", Self.size / 40, { ($0.text, $0.organizations) = ("平台", [OrganizationID(11)]) }),
            ]
            for (name, expected, change) in cases {
                var times: [Duration] = []
                var page = try await world.found(change)
                let before = database.counters.statements
                for _ in 0..<20 {
                    let start = ContinuousClock.now
                    page = try await world.found(change)
                    times.append(ContinuousClock.now - start)
                }
                #expect(abs(page.count - min(expected, ProjectPage.countLimit + 1)) <= 1, "\(name): \(page.count)")
                #expect((database.counters.statements - before) / 20 <= 5, "\(name)")
                FileHandle.standardError.write(
                    Data("\(database.dialect) \(Self.size) \(name): \(times.sorted()[10]) worst \(times.max() ?? .zero)\n".utf8))
            }
        }
    }
}
