import Foundation
import Kernel
import Office
import Persistence
import Policy
import Projects
import Store
import TestSupport
import Testing

@Suite struct ProjectSearchTests {
    static let names = [
        "市级政务云扩容与国产化适配（二期）", "市級政務雲一期", "电子政务外网IPv6升级改造", "物联感知统一接入平台", "城市数据大脑中枢平台（一期）",
        "“一网通城”统一入口平台（二期）", "Net Zero Hydrogen Fund", "HS2 Phase 2a", "3D城市信息模型底座", "云", "ＩＰｖ６ 测试床", "Café Rénové 100%_x",
        "政务\u{0}云", "1e5 0x1f a.b@c.d http://x.y/z", "🚦 红绿灯", "𠮷野家数据",
    ]
    static let queries = [
        "政务", "政務", "政务云", "云", "雲", "平台", "二期", "ipv6", "IPV", "ipv", "v6", "hs2", "phase 2", "2a", "城市 平台", "数据", "3d", "100",
        "cafe", "x", "1e5", "0x1f", "http", "红绿", "野家", "𠮷野", "期", "不存在", "%", "_", "'", "\"", "(", "政务 网", "a", "z",
    ]

    /// The meaning of a search is `SearchQuery.matches`; both engines answer it, whichever way they go.
    @Test func bothEnginesFindWhatTheTokensContain() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            for (index, name) in Self.names.enumerated() {
                try await world.add(ProjectWorld.fields("N\(String(format: "%02d", index))", name))
            }
            for query in Self.queries {
                let wanted = Self.names.indices.filter { index in
                    let search = SearchQuery(query)
                    return !search.isEmpty
                        && search.matches(SearchText.indexed(["N\(String(format: "%02d", index))", Self.names[index], ""]))
                }.map { "N\(String(format: "%02d", $0))" }
                let page = try await world.found { $0.text = query }
                #expect(page.projects.map(\.fields.code) == wanted, "\(query)")
                #expect(page.count == wanted.count)
            }
        }
    }

    @Test func aRenamedProjectIsFoundByItsNewNameOnly() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            let id = try await world.add(ProjectWorld.fields("A", "旧版政务服务网"))
            let seen = try #require(try await world.get(id))
            var fields = seen.fields
            fields.name = "统一入口平台"
            _ = try await world.commands.edit(
                id, ProjectEdit(fields: fields, version: seen.version), vocabulary: ProjectWorld.vocabulary, context: world.context())
            #expect(try await world.codes { $0.text = "入口" } == ["A"])
            #expect(try await world.codes { $0.text = "旧版" } == [])
        }
    }

    @Test func filtersNarrowAndPagesMeetWithoutGapOrOverlap() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            for index in 0..<57 {
                try await world.add(
                    ProjectWorld.fields(
                        "P\(100 + index)", "项目\(index % 7)平台", organization: Int64(10 + index % 3),
                        pillar: index % 2 == 0 ? "data" : "services"),
                    estimate: index % 5 == 0 ? nil : Int64(index % 11) * 100)
            }
            for sort in ProjectSort.allCases {
                for descending in [false, true] {
                    var seen: [ProjectID] = []
                    var cursor: ProjectCursor?
                    repeat {
                        let position = cursor
                        let page = try await world.found {
                            ($0.sort, $0.descending, $0.limit, $0.after, $0.pillars) = (sort, descending, 4, position, ["data"])
                        }
                        #expect(page.count == 29)
                        seen += page.projects.map(\.id)
                        cursor = page.next.flatMap { ProjectCursor($0.text) }
                    } while cursor != nil
                    #expect(seen.count == 29 && Set(seen).count == 29, "\(sort)")
                    // And back again from the last one.
                    var back: [ProjectID] = []
                    var edge = try await world.found {
                        ($0.sort, $0.descending, $0.limit, $0.pillars) = (sort, !descending, 1, ["data"])
                    }.next
                    while let position = edge {
                        let page = try await world.found {
                            ($0.sort, $0.descending, $0.limit, $0.before, $0.pillars) = (sort, descending, 4, position, ["data"])
                        }
                        back = page.projects.map(\.id) + back
                        edge = page.previous
                    }
                    #expect(back == seen.dropLast(), "\(sort) backwards")
                }
            }
            #expect(try await world.found { $0.amounts = 500...700 }.projects.allSatisfy { (500...700).contains($0.money.headline ?? 0) })
            #expect(try await world.found { $0.organizations = [OrganizationID(10), OrganizationID(11)] }.count == 38)
            #expect(try await world.found { $0.text = "项目3" }.count == 8)
            await #expect {
                _ = try await world.found { ($0.sort, $0.after) = (.amount, ProjectCursor(key: "x", id: ProjectID(1))) }
            } throws: {
                ($0 as? AppError)?.code == "LT3012"
            }
        }
    }

    @Test func sightHidesWhatARoleMayNotSee() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            for (code, organization, secrecy) in [
                ("A", Int64(10), ProjectSecrecy.internal), ("B", 10, .workSecret), ("C", 11, .internal), ("D", 11, .workSecret),
            ] {
                var fields = ProjectWorld.fields(code, "项目\(code)", organization: organization)
                fields.secrecy = secrecy
                fields.jurisdiction = JurisdictionID(organization)
                try await world.add(fields)
            }
            let nobody = ProjectSight(open: .init(), restricted: .init())
            let unit = ProjectSight.Reach(organizations: [OrganizationID(10)])
            let district = ProjectSight.Reach(jurisdictions: [JurisdictionID(11)])
            #expect(try await world.codes(sight: nobody) == [])
            #expect(try await world.codes(sight: ProjectSight(open: unit, restricted: .init())) == ["A"])
            #expect(try await world.codes(sight: ProjectSight(open: unit, restricted: unit)) == ["A", "B"])
            #expect(try await world.codes(sight: ProjectSight(open: district, restricted: .init())) == ["C"])
            #expect(try await world.codes(sight: ProjectSight(open: .init(all: true), restricted: .init())) == ["A", "C"])
            #expect(try await world.codes(sight: ProjectSight(open: .init(all: true), restricted: district)) == ["A", "C", "D"])
            let hidden = try #require(try await world.store.project(tenant: world.tenant, code: "D", sight: .everything)).id
            #expect(
                try await world.store.project(tenant: world.tenant, id: hidden, sight: ProjectSight(open: unit, restricted: unit)) == nil)
            #expect(try await world.store.project(tenant: TenantID(2), id: hidden, sight: .everything) == nil)
        }
    }

    @Test func aSavedViewIsReplacedByItsName() async throws {
        try await withEachDatabase { database in
            let world = try await ProjectWorld(database)
            for query in ["pillar=data", "pillar=services"] {
                try await world.commands.saveView(
                    list: "projects", name: "我的", query: query, account: AccountID(4), context: world.context())
            }
            let views = try await world.portfolios.shelf(tenant: world.tenant, account: AccountID(4), list: "projects").views
            #expect(views.map(\.query) == ["pillar=services"])
            #expect(try await world.portfolios.shelf(tenant: world.tenant, account: AccountID(5), list: "projects").views.isEmpty)
        }
    }
}
