/// A function of the language: its names for positional and named calls, and what it does with arguments that fit.
struct Builtin: Sendable {
    let name: String
    let tokens: [Token]
    let signatures: [Signature]
    let result: FEELType

    init(_ name: String, _ result: FEELType, _ signatures: Signature...) { self.init(name, result, signatures) }

    init(_ name: String, _ result: FEELType, _ signatures: [Signature]) {
        self.name = name
        self.result = result
        self.signatures = signatures
        tokens = Lexer.nameTokens(name)
    }

    /// Whether one of its signatures takes arguments of these types.
    func takes(_ types: [FEELType]) -> Bool {
        signatures.contains { signature in
            signature.accepts(types.count)
                && types.enumerated().allSatisfy { position, type in
                    type.conforms(to: signature.parameters[min(position, signature.parameters.count - 1)].type)
                }
        }
    }

    /// One way to call it.
    struct Signature: Sendable {
        let parameters: [Parameter]
        let apply: @Sendable (Call) -> FEELValue

        init(_ parameters: Parameter..., apply: @escaping @Sendable (Call) -> FEELValue) {
            self.parameters = parameters
            self.apply = apply
        }

        func accepts(_ count: Int) -> Bool {
            let required = parameters.count { $0.presence == .required }
            return count >= required && (count <= parameters.count || parameters.last?.presence == .variadic)
        }
    }

    struct Parameter: Sendable {
        enum Presence: Sendable { case required, optional, variadic }

        let name: String
        let type: FEELType
        let presence: Presence
        /// Whether null is a proper argument; else it is an error.
        let nullable: Bool

        static func required(_ name: String, _ type: FEELType) -> Parameter {
            Parameter(name: name, type: type, presence: .required, nullable: type == .any)
        }
        /// May be left out or null.
        static func optional(_ name: String, _ type: FEELType) -> Parameter {
            Parameter(name: name, type: type, presence: .optional, nullable: true)
        }
        /// May be left out, but not null.
        static func omissible(_ name: String, _ type: FEELType) -> Parameter {
            Parameter(name: name, type: type, presence: .optional, nullable: false)
        }
        static func nullable(_ name: String, _ type: FEELType) -> Parameter {
            Parameter(name: name, type: type, presence: .required, nullable: true)
        }
        /// Any number of further arguments.
        static func variadic(_ name: String, _ type: FEELType) -> Parameter {
            Parameter(name: name, type: type, presence: .variadic, nullable: type == .any)
        }
    }

    /// Arguments that fit a signature (missing optional ones are null), and where to report.
    struct Call {
        let function: String
        let parameters: [Parameter]
        let arguments: [FEELValue]
        let given: Int
        let range: FEELSourceRange
        let run: FEELRun
    }
}
