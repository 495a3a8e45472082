import Kernel
import Localization
import Policy
import Projects
import Testing

@testable import Web

@Suite struct ProjectPageTests {
    let renderer: PageRenderer

    init() throws { renderer = try PageRenderer.bundled(pages: ProjectEndpoints.pages) }

    @Test func everyNameInEveryTemplateIsKnownToItsPage() throws {
        var contract = TemplateContract(renderer.templates)
        for sample in try ProjectSamples(renderer.catalogue.phrases(.zhHant)).pages { contract.walk(sample.page, sample.context) }
        #expect(contract.faults.isEmpty, "\(contract.faults.sorted().joined(separator: "\n"))")
        let unopened = contract.unopened(in: "projects/")
        #expect(unopened.isEmpty, "no sample opens:\n\(unopened.joined(separator: "\n"))")
    }

    @Test(arguments: LocaleTag.allCases) func noPageShowsAMissingTextOrATag(_ locale: LocaleTag) throws {
        for sample in try ProjectSamples(renderer.catalogue.phrases(locale)).pages {
            let html = try renderer.render(sample.page, sample.context)
            #expect(html.matches(of: /⟦([^⟧]*)⟧/).isEmpty, "\(sample.name) \(locale.rawValue)")
            #expect(!html.contains("{{") && !html.contains("Optional("), "\(sample.name) \(locale.rawValue)")
        }
    }

    @Test(arguments: [
        "project-list", "project-list-empty", "project-overview", "project-lights", "project-rounds", "project-stale",
        "project-confirmation",
    ])
    func aPageInTraditionalChineseIsAsItWas(_ name: String) throws {
        let sample = try #require(try ProjectSamples(renderer.catalogue.phrases(.zhHant)).pages.first { $0.name == name })
        try expectGolden(try renderer.render(sample.page, sample.context), name)
    }

    /// A list's address says everything about it, and nothing of it is lost on the way.
    @Test func anAddressReadsBackAsTheListItNames() throws {
        var query = ProjectListQuery()
        (query.filter.text, query.filter.pillars, query.filter.stages) = ("政務 & 雲=1", ["data", "services"], ["delivery"])
        (query.filter.lights, query.filter.divergentOnly) = ([.computed: [.red, .yellow]], true)
        (query.filter.organizations, query.filter.amounts) = ([OrganizationID(4)], 1_000_000...25_500_000)
        (query.filter.sort, query.filter.descending, query.filter.portfolio) = (.amount, true, .one(PortfolioID(9)))
        (query.filter.goal, query.filter.clause, query.filter.overdueOn) = (GoalID(3), ClauseID(2), Samples.today)
        query.filter.after = ProjectCursor(key: "12.5", id: ProjectID(7))
        query.columns = [.code, .lights]
        let read = ProjectListQuery(try FormData(urlEncoded: query.form.queryString), today: Samples.today)
        #expect(read == query)
        #expect(ProjectListQuery(FormData(), today: Samples.today).form.fields.isEmpty)
    }

    @Test(arguments: ["sort=rubbish&after=x&min=a&unit=-1&declared=pink&columns=none&portfolio=0", "sort=&q=", "min=9e99&max=-4"])
    func anOldOrBrokenBookmarkStillOpens(text: String) throws {
        _ = ProjectListQuery(try FormData(urlEncoded: text), today: Samples.today)
    }
}
