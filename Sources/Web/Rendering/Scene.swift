import Mustache

/// What a template sees: the page's own properties, and the shell around it under `shell`.
struct Scene: MustacheParent {
    private let page: any Page
    private let shell: ShellFields

    init(page: any Page, shell: Shell) {
        self.page = page
        self.shell = ShellFields(shell)
    }

    func child(named name: String) -> Any? {
        name == "shell" ? shell : page.child(named: name)
    }
}

/// The shell's properties by name, reflected once: a page asks for them some eighty times.
private struct ShellFields: MustacheParent {
    private let values: [String: Any]

    init(_ shell: Shell) {
        var values: [String: Any] = [:]
        for case (let name?, let value) in Mirror(reflecting: shell).children { values[name] = Absent.unwrapping(value) }
        self.values = values
    }

    func child(named name: String) -> Any? { values[name] }
}
