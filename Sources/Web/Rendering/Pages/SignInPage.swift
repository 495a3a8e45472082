/// Name and password, or the second factor.
package struct SignInPage: Page {
    package static let template = "shell/sign-in"

    /// One demonstration account per role; only a demo server shows them.
    package struct Demo: Component {
        package struct Account: Component {
            let name: String
            let role: String
            let person: String
            /// This page with the name filled in.
            let href: String
            package init(name: String, role: String, person: String, href: String) {
                (self.name, self.role, self.person, self.href) = (name, role, person, href)
            }
        }

        let password: String
        let accounts: [Account]
        package init(password: String, accounts: [Account]) { (self.password, self.accounts) = (password, accounts) }

        /// One line an account, for a terminal.
        package var lines: [String] {
            accounts.map { $0.name + String(repeating: " ", count: max(1, 12 - $0.name.count)) + $0.role + " — " + $0.person }
        }
    }

    let action: String
    let returnPath: String
    let name: String
    let asksCode: Bool
    let error: String?
    let demo: Demo?

    /// - Parameters:
    ///   - name: what was typed before, or what a demo link fills in.
    ///   - asksCode: the password was right and the one-time code is wanted.
    package init(action: String, returnPath: String, name: String = "", asksCode: Bool = false, error: String? = nil, demo: Demo? = nil) {
        (self.action, self.returnPath, self.name, self.asksCode) = (action, returnPath, name, asksCode)
        (self.error, self.demo) = (error, demo)
    }
}
