import Accounts
import Foundation
import Hummingbird
import Kernel
import Localization
import Logging
import Office
import Operations
import Persistence
import Policy
import ServiceLifecycle
import Store
import Web

/// The whole server over one installation: every port given its implementation, every page its ports.
package struct Serving: Sendable {
    package let installation: Installation
    package let configuration: AppConfiguration
    package let shipped: ShippedData
    package let packs: ActivePacks
    package let accounts: AccountParts
    package let metrics = MetricRegistry()
    package let disk: DiskGuard
    /// One office per installation served here; the schema holds many.
    package static let tenant = TenantID(1)

    /// Opens what the configuration names, migrates it, and takes up the packs. A new database gets its office and the shipped pack.
    package init(_ configuration: AppConfiguration, clock: any Kernel.Clock = SystemClock()) async throws {
        try configuration.prepareDataFolder()
        let database = try await configuration.openDatabase(serving: true)
        do {
            _ = try await configuration.migrate(database, clock: clock)
            let ids = IDGenerator(node: configuration.node, clock: clock)
            installation = Installation(
                database: database, ids: ids, clock: clock, node: configuration.node,
                unitOfWork: StoreUnitOfWork(database: database, ids: ids, clock: clock, node: configuration.node), migrated: [])
            self.configuration = configuration
            disk = DiskGuard(folder: configuration.data, ballast: configuration.diskReserve, logger: configuration.logger)
            shipped = try ShippedData(configured: configuration.packs)
            packs = ActivePacks(queries: PackStore(database: database))
            accounts = try AccountParts(
                installation, tenant: Self.tenant, keys: try InstallationKeys.open(configuration.data + "/master.key"),
                policy: PasswordPolicy(PasswordPolicy.Profile(rawValue: configuration.accountProfile) ?? .dengbao3),
                secondFactor: configuration.secondFactor, offsetMinutes: configuration.timeZoneMinutes,
                limits: Session.Limits(
                    idle: configuration.sessionIdleTimeout.components.seconds,
                    absolute: configuration.sessionAbsoluteTimeout.components.seconds))
            try await prepareOffice()
        } catch {
            try? await database.close()
            throw error
        }
    }

    package var today: CivilDate { installation.clock.now().civilDate(offsetMinutes: configuration.timeZoneMinutes) }

    /// Who the command line and the start act as.
    package static func localContext(packVersion: String = "-") -> WriteContext {
        WriteContext(
            tenant: tenant, actor: Actor(kind: .commandLine, account: nil, name: NSUserName(), origin: "local"), packVersion: packVersion)
    }

    private func prepareOffice() async throws {
        if try await TenantStore(database: installation.database).all().isEmpty {
            try await installation.unitOfWork.write(Self.localContext()) { try $0.save(tenantName: "Lantu") }
        }
        try await packs.refresh(Self.tenant)
        if packs.pack(Self.tenant, on: today) == nil {
            _ = try await packs.activate(try shipped.pack(), context: Self.localContext(), unitOfWork: installation.unitOfWork)
        }
    }

    /// Every page the site can show; a missing template stops the start, not a visitor.
    package static let pages: [any Page.Type] =
        [ErrorPage.self, InsideErrorPage.self, HelpPage.self, NoticesPage.self, AuditPage.self, APIPage.self]
        + AccountParts.pages
        + ProjectEndpoints.pages
        + officePages
        + RulesEndpoints.pages
        + ImportEndpoints.pages

    package func site(demo: (@Sendable (LocaleTag) -> SignInPage.Demo)? = nil) async throws -> Site {
        var settings = WebSettings()
        settings.offsetMinutes = configuration.timeZoneMinutes
        settings.secureCookies = configuration.url?.hasPrefix("https://") ?? false
        settings.trustedProxies = Set(configuration.trustedProxies)
        settings.spool = configuration.data
        settings.locale = configuration.locale
        settings.bodyLimit = configuration.bodyLimit
        (settings.requestDeadline, settings.uploadDeadline) = (configuration.requestDeadline, configuration.uploadDeadline)
        let directory = AccountStore(database: installation.database)
        if let root = try await directory.jurisdictions(tenant: Self.tenant).nodes.values.first(where: { $0.parent == nil }) {
            settings.place = root.name
        }
        var services = WebServices(
            renderer: try PageRenderer.bundled(pages: Self.pages), unitOfWork: installation.unitOfWork,
            idempotency: IdempotencyStore(database: installation.database, clock: installation.clock), callers: accounts.callers,
            clock: installation.clock,
            packVersion: { [packs, offset = configuration.timeZoneMinutes, clock = installation.clock] tenant in
                packs.pack(tenant, on: clock.now().civilDate(offsetMinutes: offset))?.reference.description ?? "-"
            }, settings: settings, observer: MetricsObserver(metrics: metrics))
        services.admission = disk
        return Site(services: services, collections: try collections(demo: demo))
    }

    private var health: Health { Health([.database(installation.database), .migrations(installation.database), disk.check]) }

    /// Every noun's endpoints, given their ports.
    private func collections(demo: (@Sendable (LocaleTag) -> SignInPage.Demo)?) throws -> [any EndpointCollection] {
        var collections: [any EndpointCollection] = [
            try ShellPages(),
            OperationsEndpoints(health: health, metrics: configuration.servesMetrics ? metrics : nil, token: configuration.metricsToken),
        ]
        collections += accounts.collections(demo: demo)
        collections.append(register)
        collections.append(imports)
        collections.append(setup)
        collections.append(projectFiles)
        collections.append(AuditEndpoints(queries: AuditStore(database: installation.database)))
        collections.append(RulesEndpoints(packs: packs))
        collections.append(PackEndpoints(packs: packs, queries: PackStore(database: installation.database)))
        collections += office
        return collections
    }

    /// Serves until told to stop; requests in flight are answered first.
    package func run(
        demo: (@Sendable (LocaleTag) -> SignInPage.Demo)? = nil, logger: Logger, ready: @Sendable @escaping (Int) async -> Void
    ) async throws {
        let database = installation.database
        configuration.report(database, to: logger)
        disk.look()
        let jobs = JobStore(database: database)
        metrics.sample(database: database, jobs: jobs, dataFolder: configuration.data)
        let anchors = AnchorFile(path: configuration.anchorFile, keyPath: configuration.anchorKeyFile)
        let tenants = TenantStore(database: database)
        let services: [any Service] = [
            disk,
            try AnchorService(
                file: anchors, audit: AuditStore(database: database), tenants: { try await tenants.all() }, clock: installation.clock,
                interval: configuration.anchorInterval, metrics: metrics, logger: logger),
            ControlServer(
                path: configuration.controlSocket,
                handlers: ControlServer.standardHandlers(
                    database: database, unitOfWork: installation.unitOfWork, tenants: { try await tenants.all() }, anchors: anchors,
                    health: health, clock: installation.clock), logger: logger),
            JobRunner(
                kinds: [importJob, lightJob], queue: jobs, unitOfWork: installation.unitOfWork, node: configuration.node,
                workers: configuration.jobWorkers,
                lease: configuration.jobLease, grace: configuration.shutdownGrace, metrics: metrics, logger: logger),
            Housekeeping(database: database, clock: installation.clock, logger: logger),
            DailyJobs(
                unitOfWork: installation.unitOfWork, tenants: { try await tenants.all() }, clock: installation.clock,
                offsetMinutes: configuration.timeZoneMinutes, packVersion: { [packs] in packs.pack($0, on: $1)?.reference.description },
                logger: logger),
        ]
        var listener = ListenerSettings()
        (listener.host, listener.port) = (configuration.host, configuration.port)
        listener.connections = configuration.maxConnections
        listener.idleSeconds = max(1, configuration.idleTimeout.components.seconds)
        listener.responseSeconds = configuration.responseDeadline.components.seconds
        let application = WebServer.application(
            try await site(demo: demo), settings: listener, services: services, logger: logger, ready: ready)
        try await application.runService()
        try await installation.close()
    }
}
