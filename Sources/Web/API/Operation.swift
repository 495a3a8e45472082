/// What an endpoint of the API takes and gives: what the OpenAPI document says of it. Its access, path and errors come from
/// the endpoint itself.
package struct Operation: Sendable {
    /// `listProjects`: what programs made from the document call it; the key of its sentence is `api.listProjects`.
    let name: String
    let query: [Parameter]
    let body: Shape?
    let status: Int
    let answer: Shape
    /// The answer's ETag is the record's version, and a change names the version it has seen in If-Match.
    let isVersioned: Bool

    /// Its sentence is `api.parameter.<name>`.
    struct Parameter: Sendable, Hashable {
        let name: String
        let shape: Shape
        /// May be given more than once.
        var isRepeated: Bool { if case .list = shape { true } else { false } }

        init(_ name: String, _ shape: Shape = .text) { (self.name, self.shape) = (name, shape) }
    }

    init(
        _ name: String, query: [Parameter] = [], body: Shape? = nil, status: Int = 200, answer: Shape, isVersioned: Bool = false
    ) {
        (self.name, self.query, self.body) = (name, query, body)
        (self.status, self.answer, self.isVersioned) = (status, answer, isVersioned)
    }
}
