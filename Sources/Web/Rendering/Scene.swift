import Mustache

/// What a template sees: the page's own properties, and the shell around it under `shell`.
struct Scene: MustacheParent {
    private let page: Fields
    private let shell: Fields

    init(page: any Page, shell: Shell) { (self.page, self.shell) = (Fields(page), Fields(shell)) }

    func child(named name: String) -> Any? { name == "shell" ? shell : page.child(named: name) }
}
