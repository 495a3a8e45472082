import Foundation
import Kernel

extension Catalogue {
    /// The catalogues shipped with the program. Throws all their faults.
    package static func bundled() throws -> Catalogue {
        let folder = Bundle.module.resourceURL?.appendingPathComponent("Catalogues", isDirectory: true)
        guard let folder else {
            throw CatalogueError(faults: [.unreadable(file: "Catalogues", reason: "the resource bundle is missing")])
        }
        return try Catalogue(directory: folder.path)
    }

    /// Reads `<slice>/<language>.json` under `directory`. Throws unless the three languages agree in keys and placeholders.
    package init(directory: String) throws {
        var messages: [LocaleTag: [String: Message]] = [:]
        var faults: [CatalogueFault] = []
        let files = FileManager.default
        let slices = try files.contentsOfDirectory(atPath: directory).filter { !$0.hasPrefix(".") }.sorted()
        for slice in slices {
            for locale in LocaleTag.allCases {
                let path = "\(directory)/\(slice)/\(locale.rawValue).json"
                guard let data = files.contents(atPath: path) else {
                    faults.append(.unreadable(file: "\(slice)/\(locale.rawValue).json", reason: "not found"))
                    continue
                }
                do {
                    let entries = try JSONDecoder().decode([String: Message].self, from: data)
                    for (key, message) in entries where messages[locale, default: [:]].updateValue(message, forKey: key) != nil {
                        faults.append(.repeated(key: key, slice: slice))
                    }
                } catch {
                    faults.append(.unreadable(file: "\(slice)/\(locale.rawValue).json", reason: "\(error)"))
                }
            }
        }
        self.init(messages: messages)
        faults += disagreements
        guard faults.isEmpty else { throw CatalogueError(faults: faults) }
    }

    /// Keys and placeholders in which the languages differ, sorted by key.
    package var disagreements: [CatalogueFault] {
        let all = Set(LocaleTag.allCases.flatMap { keys(in: $0) })
        return all.sorted().flatMap { key -> [CatalogueFault] in
            let expected = message(key, .zhHant)?.placeholders
            return LocaleTag.allCases.compactMap { locale in
                guard let message = message(key, locale) else { return .missing(key: key, locale: locale) }
                return expected.map { $0 == message.placeholders } == false ? .placeholders(key: key, locale: locale) : nil
            }
        }
    }
}
