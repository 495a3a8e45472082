import Foundation
import Kernel
import Localization

/// Every template, put together at start for each language, so that a request pays for no text lookup.
package struct TemplateLibrary: Sendable {
    let templates: [LocaleTag: [String: Template]]
    let names: Set<String>

    /// The templates shipped with the program. Throws all faults: missing keys, unparsable templates.
    package static func bundled(_ catalogue: Catalogue) throws -> TemplateLibrary {
        guard let folder = Bundle.module.resourceURL?.appendingPathComponent("Templates", isDirectory: true) else {
            throw TemplateError(faults: [.missingTemplate("Templates")])
        }
        return try TemplateLibrary(directory: folder.path, catalogue: catalogue)
    }

    package init(directory: String, catalogue: Catalogue) throws {
        var sources: [String: String] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: directory) ?? .init() where path.hasSuffix(".mustache") {
            sources[String(path.dropLast(9))] = try String(contentsOfFile: "\(directory)/\(path)", encoding: .utf8)
        }
        try self.init(sources: sources, catalogue: catalogue)
    }

    init(sources: [String: String], catalogue: Catalogue) throws {
        var faults: [TemplateFault] = []
        var templates: [LocaleTag: [String: Template]] = [:]
        for locale in LocaleTag.allCases {
            var nodes: [String: [TemplateNode]] = [:]
            for (name, source) in sources.sorted(by: { $0.key < $1.key }) {
                let text = TemplateSource.localized(
                    TemplateSource.stripped(source), template: name, catalogue: catalogue, locale: locale, faults: &faults)
                do {
                    nodes[name] = try TemplateNode.parse(text)
                } catch {
                    faults.append(.unparsable(template: name, reason: "line \(error.line): \(error.reason)"))
                }
            }
            let maker = TemplateMaker(sources: nodes)
            for name in nodes.keys.sorted() { templates[locale, default: [:]][name] = maker.make(name, faults: &faults) }
        }
        guard faults.isEmpty else { throw TemplateError(faults: faults) }
        self.templates = templates
        self.names = Set(sources.keys)
    }

    /// Throws unless each page has its template: called at start with all pages the routes can answer.
    package func require(_ pages: [any Page.Type]) throws {
        let missing = pages.map { $0.template }.filter { !names.contains($0) }
        guard missing.isEmpty else { throw TemplateError(faults: missing.map { .missingTemplate($0) }) }
    }

    /// Nil when there is no such template.
    func render(_ root: any Named, template: String, locale: LocaleTag) -> String? {
        templates[locale]?[template]?.render(root)
    }
}
