import Kernel
import Testing

@testable import Mustache
@testable import Web

/// Walks a page's template, with its layout and partials, against a sample: Mustache itself is silent about every miss.
///
/// Faults are unknown names, absent partials, unescaped output, values that are no text, and objects that are no
/// `Component` (there a nil property would show the enclosing object's). A section the samples leave closed cannot be
/// walked; it is reported too, so that samples stay complete.
struct TemplateContract {
    private let library: MustacheLibrary
    private(set) var faults: Set<String> = []
    private var open: Set<String> = []
    private var closed: Set<String> = []

    init(_ templates: TemplateLibrary, _ locale: LocaleTag = .zhHant) {
        library = templates.libraries[locale] ?? MustacheLibrary()
    }

    /// Sections that no sample opened, in templates whose name begins with `prefix`.
    func unopened(in prefix: String = "") -> [String] {
        closed.subtracting(open).filter { $0.hasPrefix(prefix) }.sorted()
    }

    mutating func walk(_ page: any Page, _ context: PageContext) {
        let name = type(of: page).template
        guard let template = library.getTemplate(named: name) else {
            faults.insert("\(name): no such template")
            return
        }
        let scene = Scene(page: page, shell: Shell(context, assets: "/assets/0"))
        walk(template, name, MustacheContext(scene, library: library))
    }

    private mutating func walk(_ template: MustacheTemplate, _ name: String, _ context: MustacheContext) {
        for token in template.tokens {
            switch token {
            case .text, .blockDefinition: break
            case .variable(let variable, let transforms):
                variableToken(variable, template.getChild(named: variable, transforms: transforms, context: context), name)
            case .unescapedVariable(let variable, _): faults.insert("\(name): {{{\(variable)}}} is not escaped")
            case .contentType:
                if name != "components/data-island", name != "components/table-body" { faults.insert("\(name): changes the content type") }
            case .section(let variable, let transforms, let inner):
                let value = template.getChild(named: variable, transforms: transforms, context: context)
                section(variable, value, inner, name, context)
            case .invertedSection(let variable, let transforms, let inner):
                if template.getChild(named: variable, transforms: transforms, context: context) == nil {
                    faults.insert("\(name): ^\(variable) is unknown")
                }
                walk(inner, name, context)
            case .blockExpansion(let block, let standard, _):
                walk(context.inherited?[block] ?? standard, name, context)
            case .partial(let partial, let indentation, let inherits):
                guard let inner = library.getTemplate(named: partial) else {
                    faults.insert("\(name): no partial \(partial)")
                    continue
                }
                walk(inner, partial, context.withPartial(indented: indentation, inheriting: inherits))
            case .dynamicNamePartial(let partial, _, _): faults.insert("\(name): the partial *\(partial) is chosen at run time")
            }
        }
    }

    private mutating func variableToken(_ variable: String, _ value: Any?, _ name: String) {
        switch value {
        case nil: faults.insert("\(name): \(variable) is unknown")
        case is String, is Substring, is Int, is Absent, is Markup: break
        default: faults.insert("\(name): \(variable) is no text but \(type(of: value))")
        }
    }

    private mutating func section(_ variable: String, _ value: Any?, _ inner: MustacheTemplate, _ name: String, _ context: MustacheContext)
    {
        let id = "\(name): #\(variable)"
        switch value {
        case nil: faults.insert("\(id) is unknown")
        case is Absent: closed.insert(id)
        case is Bool:
            open.insert(id)
            walk(inner, name, context)
        case let list as [Any] where list.isEmpty: closed.insert(id)
        case let list as [Any]:
            open.insert(id)
            for element in list {
                checkComponent(element, id)
                walk(inner, name, context.withSequence(element, sequenceContext: MustacheSequenceContext(first: true)))
            }
        case .some(let value):
            open.insert(id)
            checkComponent(value, id)
            walk(inner, name, context.withObject(value))
        }
    }

    private mutating func checkComponent(_ value: Any, _ id: String) {
        if !(value is any Component), !(value is Fields), !(value is String), !(value is Int) {
            faults.insert("\(id): \(type(of: value)) is not a Component")
        }
    }
}
