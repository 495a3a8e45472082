import Mustache

/// What a template sees: the page's own properties, and the shell around it under `shell`.
struct Scene: MustacheParent {
    let page: any Page
    let shell: Shell

    func child(named name: String) -> Any? {
        name == "shell" ? shell : page.child(named: name)
    }
}
