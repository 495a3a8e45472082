import Kernel
import Testing

@testable import Web

/// Walks a page's template, with its layout and partials, against a sample: rendering is silent about every miss.
///
/// Faults are unknown names, and values that are no text. A section the samples leave closed cannot be walked; it is reported
/// too, so that samples stay complete.
struct TemplateContract {
    private let templates: [String: Template]
    private(set) var faults: Set<String> = []
    private var open: Set<String> = []
    private var closed: Set<String> = []

    init(_ library: TemplateLibrary, _ locale: LocaleTag = .zhHant) { templates = library.templates[locale] ?? [:] }

    /// Sections that no sample opened, in templates whose name begins with `prefix`.
    func unopened(in prefix: String = "") -> [String] {
        closed.subtracting(open).filter { $0.hasPrefix(prefix) }.sorted()
    }

    mutating func walk(_ page: any Page, _ context: PageContext) {
        let name = type(of: page).template
        guard let template = templates[name] else {
            faults.insert("\(name): no such template")
            return
        }
        walk(template.parts, name, [Scene(page: page, shell: Shell(context, assets: "/assets/0"))])
    }

    private mutating func walk(_ parts: [Template.Part], _ name: String, _ stack: [any Named]) {
        for part in parts {
            switch part {
            case .literal: break
            case .partial(let partial, let inner): walk(inner, partial, stack)
            case .value(let value):
                switch value.value(stack) {
                case nil: faults.insert("\(name): \(value) is unknown")
                case .text?, .markup?, .absent?: break
                case .flag?, .object?, .list?: faults.insert("\(name): \(value) is no text")
                }
            case .section(let value, let inner): section(value, inner, name, stack)
            case .inverted(let value, let inner):
                if value.value(stack) == nil { faults.insert("\(name): ^\(value) is unknown") }
                walk(inner, name, stack)
            }
        }
    }

    private mutating func section(_ value: Template.Name, _ inner: [Template.Part], _ name: String, _ stack: [any Named]) {
        let id = "\(name): #\(value)"
        switch value.value(stack) {
        case nil: faults.insert("\(id) is unknown")
        case .absent?: closed.insert(id)
        case .markup?: faults.insert("\(id) is markup")
        case .list(let objects)? where objects.isEmpty: closed.insert(id)
        case .list(let objects)?:
            open.insert(id)
            for object in objects { walk(inner, name, stack + [object]) }
        case .object(let object)?:
            open.insert(id)
            walk(inner, name, stack + [object])
        case .flag?, .text?:
            open.insert(id)
            walk(inner, name, stack)
        }
    }
}
