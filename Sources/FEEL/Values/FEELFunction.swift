/// A function as a value: a built-in, a function literal with what it saw, a knowledge model or a decision service.
public final class FEELFunction: Sendable {
    /// A named parameter; an argument that does not conform to `type` makes the call null.
    public struct Parameter: Sendable {
        public let name: String
        public let type: FEELType

        public init(_ name: String, _ type: FEELType = .any) {
            self.name = name
            self.type = type
        }
    }

    /// Receives one value per parameter, in order, each conforming to its type.
    public typealias Body = @Sendable (_ arguments: [FEELValue], _ run: FEELRun) -> FEELValue

    public let name: String?
    public let parameters: [Parameter]
    public let result: FEELType
    let body: Body
    /// The type of the function itself; `result` of a literal is not declared, so its calls convert nothing.
    public let type: FEELType
    /// That of the values it keeps.
    let extent: Extent
    /// Set for a built-in, which binds its own arguments.
    let builtin: Builtin?

    /// A function of the embedder. `run` is the evaluation it is called in; it must evaluate with it, so that limits and findings add up.
    public init(name: String? = nil, parameters: [Parameter], result: FEELType = .any, body: @escaping Body) {
        self.name = name
        self.parameters = parameters
        self.result = result
        self.body = body
        type = .function(parameters.map(\.type), result)
        extent = Extent()
        builtin = nil
    }

    /// A function literal whose body is known to be of a type, and what it keeps.
    init(parameters: [Parameter], bodyType: FEELType, captured: some Sequence<FEELValue>, body: @escaping Body) {
        name = nil
        self.parameters = parameters
        result = .any
        self.body = body
        type = .function(parameters.map(\.type), bodyType)
        extent = Extent(of: captured)
        builtin = nil
    }

    init(_ builtin: Builtin) {
        name = builtin.name
        let signature = builtin.signatures.first
        parameters = signature?.parameters.map { Parameter($0.name, $0.type) } ?? []
        result = builtin.result
        type = .function(parameters.map(\.type), result)
        self.builtin = builtin
        extent = Extent()
        body = { _, _ in .null }
    }
}
