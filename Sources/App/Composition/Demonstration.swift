import Accounts
import Kernel
import Localization
import Office
import Policy
import Store
import Web

/// The demonstration city on an installation of its own.
package struct Demonstration: Sendable {
    let serving: Serving

    package init(_ serving: Serving) { self.serving = serving }

    /// Fills an empty installation with the city, grown and moved to today. Nil when there is one already.
    package func fill() async throws -> DemoSeeding.Counts? {
        let directory = AccountStore(database: serving.installation.database)
        guard try await directory.organizations(tenant: Serving.tenant).nodes.isEmpty else { return nil }
        let files = try serving.shipped.demoFiles()
        let city = try DemoCity.read(files).shifted(to: serving.today)
        let grown = DemoCityGrowth(vocabulary: try DemoVocabulary.read(files, for: city)).grown(city)
        guard let pack = serving.packs.pack(Serving.tenant, on: serving.today) else {
            throw AppError("LT2100", .unprocessable, ["count": "0"])
        }
        let seeding = DemoSeeding(city: grown, pack: pack, password: try PasswordHasher().hash(Secret(DemoAccount.password)))
        let context = WriteContext(tenant: Serving.tenant, actor: .system("Lantu"), packVersion: pack.reference.description)
        return try await serving.installation.unitOfWork.write(context) {
            try seeding.seed($0)
        }
    }

    /// What the sign-in page of a demo shows: one account per role.
    package func signIn(_ locale: LocaleTag) -> SignInPage.Demo {
        let pack = serving.packs.pack(Serving.tenant, on: serving.today)
        return SignInPage.Demo(
            password: DemoAccount.password,
            accounts: DemoAccount.all.map { account in
                .init(
                    name: account.name, role: pack?.role(account.role.rawValue)?.name.text(in: locale) ?? account.role.rawValue,
                    person: account.post.text(in: locale), href: "/sign-in?name=\(account.name)")
            })
    }
}
