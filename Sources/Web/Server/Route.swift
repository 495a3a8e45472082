import Accounts
import Chain
import Kernel
import Office
import Projects

/// Every address pages link to. Made here only, so that a link cannot point nowhere; patterns for the router sit
/// with the endpoints, and a test matches the two.
package enum Route: Sendable, Hashable {
    case home, signIn, help, notices, search, apiReference, apiDocument
    case cockpit, desk
    case audit(FormData = FormData()), auditExport(FormData), packs
    /// The list, or one model by its id.
    case rules(String?)
    case signInCode(FormData = FormData()), signInPassword, signOut
    case account, ownPassword, secondFactor, secondFactorRemoval, ownSessions, ownSession(String), ownTokens, ownToken(APITokenID)
    case delegations, delegationEnding(AssignmentID)
    case people(FormData = FormData()), newPerson, person(PersonID), personRoles(PersonID), personAccounts(PersonID), handover(PersonID)
    case accountState(AccountID), accountPassword(AccountID), assignmentEnding(PersonID, AssignmentID)
    case organizations, newOrganization, organization(OrganizationID)
    case projects(FormData = FormData())
    case project(ProjectID)
    case projectTab(ProjectID, ProjectTab)
    case newProject, editProject(ProjectID)
    case projectReport(ProjectID), projectConfirmation(ProjectID), projectVerification(ProjectID), projectAbsence(ProjectID)
    case projectBaselines(ProjectID)
    case projectFile(ProjectID, FileID)
    case projectExport(String, FormData), projectViews, projectViewDeletion(ID<SavedView>)
    case verifications
    case setup, setupTemplate, setupSample, setupFaults, setupCity, setupThresholds, setupCalendar, setupPack, setupWorkbook, setupCheck
    case setupOpening, setupPasswords
    case orders(FormData = FormData()), order(OrderID), orderExport(String, FormData)
    case plan, clause(ClauseID), goal(GoalID)
    case chain(NodeKind, FormData = FormData()), chainRecord(NodeReference)
    case imports, importSamples, importQuestions
    case importMapping(ImportID), importPreview(ImportID), importPublication(ImportID), importRejected(ImportID)
    case importProgress(ImportID), importJob(ImportID), importCancellation(ImportID)

    package var path: String {
        switch self {
        case .home: "/"
        case .signIn: "/sign-in"
        case .help: "/help"
        case .notices: "/notices"
        case .apiReference: "/help/api"
        case .apiDocument: "/api/openapi.json"
        case .search: "/search"
        case .cockpit: "/cockpit"
        case .desk: "/desk"
        case .audit(let query): "/settings/audit".with(query)
        case .auditExport(let query): "/settings/audit/export".with(query)
        case .packs: "/settings/packs"
        case .rules(let model): "/settings/packs/rules" + (model.map { "/" + FormData.encode($0) } ?? "")
        case .signInCode(let query): "/sign-in/code".with(query)
        case .signInPassword: "/sign-in/password"
        case .signOut: "/sign-out"
        case .account: "/account"
        case .ownPassword: "/account/password"
        case .secondFactor: "/account/second-factor"
        case .secondFactorRemoval: "/account/second-factor/removal"
        case .ownSessions: "/account/sessions/ending"
        case .ownSession(let label): "/account/sessions/\(FormData.encode(label))/ending"
        case .ownTokens: "/account/tokens"
        case .ownToken(let id): "/account/tokens/\(id)/revocation"
        case .delegations: "/account/delegations"
        case .delegationEnding(let id): "/account/delegations/\(id)/ending"
        case .people(let query): "/settings/people".with(query)
        case .newPerson: "/settings/people/new"
        case .person(let id): "/settings/people/\(id)"
        case .personRoles(let id): "/settings/people/\(id)/assignments"
        case .personAccounts(let id): "/settings/people/\(id)/accounts"
        case .handover(let id): "/settings/people/\(id)/handover"
        case .accountState(let id): "/settings/accounts/\(id)/state"
        case .accountPassword(let id): "/settings/accounts/\(id)/password"
        case .assignmentEnding(let person, let id): "/settings/people/\(person)/assignments/\(id)/ending"
        case .organizations: "/settings/organizations"
        case .newOrganization: "/settings/organizations/new"
        case .organization(let id): "/settings/organizations/\(id)"
        case .imports: "/projects/import"
        case .importSamples: "/projects/import/samples"
        case .importQuestions: "/projects/import/questions"
        case .importMapping(let id): "/projects/import/\(id)/mapping"
        case .importPreview(let id): "/projects/import/\(id)/preview"
        case .importPublication(let id): "/projects/import/\(id)/publication"
        case .importRejected(let id): "/projects/import/\(id)/rejected"
        case .importProgress(let id): "/projects/import/\(id)/progress"
        case .importJob(let id): "/projects/import/\(id)/job"
        case .importCancellation(let id): "/projects/import/\(id)/cancellation"
        case .projects(let query): "/projects".with(query)
        case .project(let id): "/projects/\(id)"
        case .projectTab(let id, let tab): tab == .overview ? "/projects/\(id)" : "/projects/\(id)/\(tab.rawValue)"
        case .newProject: "/projects/new"
        case .editProject(let id): "/projects/\(id)/edit"
        case .projectReport(let id): "/projects/\(id)/report"
        case .projectConfirmation(let id): "/projects/\(id)/confirmation"
        case .projectVerification(let id): "/projects/\(id)/verification"
        case .projectAbsence(let id): "/projects/\(id)/absence"
        case .projectBaselines(let id): "/projects/\(id)/baselines"
        case .projectFile(let id, let file): "/projects/\(id)/files/\(file)"
        case .projectExport(let kind, let query): "/projects/export/\(kind)".with(query)
        case .projectViews: "/projects/views"
        case .projectViewDeletion(let id): "/projects/views/\(id)/deletion"
        case .verifications: "/projects/verifications"
        case .setup: "/setup"
        case .setupTemplate: "/setup/template"
        case .setupSample: "/setup/sample"
        case .setupFaults: "/setup/faults"
        case .setupCity: "/setup/city"
        case .setupThresholds: "/setup/thresholds"
        case .setupCalendar: "/setup/calendar"
        case .setupPack: "/setup/pack"
        case .setupWorkbook: "/setup/workbook"
        case .setupCheck: "/setup/check"
        case .setupOpening: "/setup/opening"
        case .setupPasswords: "/setup/passwords"
        case .orders(let query): "/orders".with(query)
        case .order(let id): "/orders/\(id)"
        case .orderExport(let kind, let query): "/orders/export/\(kind)".with(query)
        case .plan: "/plan"
        case .clause(let id): "/clauses/\(id)"
        case .goal(let id): "/goals/\(id)"
        case .chain(let kind, let query): "/chain/\(kind.rawValue)".with(query)
        case .chainRecord(let node): "/chain/\(node.kind.rawValue)/\(node.id)"
        }
    }
}

extension String {
    /// This path with the query behind it, if there is one.
    func with(_ query: FormData) -> String { query.fields.isEmpty ? self : self + "?" + query.queryString }
}
