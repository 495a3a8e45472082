/// What a template sees: the page's own properties, and the shell around it under `shell`.
struct Scene: Named {
    private let page: Fields
    private let shell: Fields

    init(page: any Page, shell: Shell) { (self.page, self.shell) = (Fields(page), Fields(shell)) }

    func value(named name: String) -> Value? { name == "shell" ? .object(shell) : page.value(named: name) }
}
