import Foundation
import Kernel

/// Reads a policy pack and everything that is wrong with it.
package enum PackLoader {
    /// The files of a pack, in the order a person reads them.
    package static let fileNames = [
        "pack.yaml", "framework.yaml", "lifecycle.yaml", "materials.yaml", "verdicts.yaml", "lights.yaml", "roles.yaml",
        "clauses.yaml", "calendar.yaml", "labels.yaml", "thresholds.yaml",
    ]

    /// The pack, or nil when any diagnostic is an error. Diagnostics come all at once, sorted by file and line.
    package static func load(_ archive: PackArchive) -> (pack: PolicyPack?, diagnostics: [Diagnostic]) {
        let findings = PackFindings()
        let (documents, ruleFiles, unreadable) = read(archive, prefix: "", level: 0, findings)
        var reader = PackReader(documents: documents, unreadable: unreadable, findings: findings)
        let parts = reader.parts()
        let rules = ruleFiles.read(findings)
        guard let parts, !findings.hasErrors else { return (nil, findings.sorted) }
        return (PolicyPack(parts, rules: rules, archive: archive, documents: documents), findings.sorted)
    }

    /// The pack, for a place that cannot go on without one.
    /// - Throws: `LT2100` with every diagnostic when the pack has errors.
    package static func require(_ archive: PackArchive) throws(AppError) -> PolicyPack {
        let (pack, diagnostics) = load(archive)
        guard let pack else {
            let errors = diagnostics.count { $0.severity == .error }
            throw AppError("LT2100", .unprocessable, ["count": String(errors)], diagnostics: diagnostics)
        }
        return pack
    }

    /// Reads a folder; a pack that extends another finds it beside itself (`../city` for `extends: city@1.0.0`).
    package static func load(directory: String) -> (pack: PolicyPack?, diagnostics: [Diagnostic]) {
        let findings = PackFindings()
        guard let archive = archive(directory: directory, level: 0, findings) else { return (nil, findings.sorted) }
        return load(archive)
    }

    /// The files of a folder and of the packs it stands on as one archive.
    /// - Throws: `LT2090` when the folder cannot be read, and what `PackArchive.init` throws.
    package static func archive(directory: String) throws(AppError) -> PackArchive {
        let findings = PackFindings()
        guard let archive = archive(directory: directory, level: 0, findings) else {
            throw AppError("LT2090", .notFound, ["directory": directory], diagnostics: findings.sorted)
        }
        return archive
    }

    private static func archive(directory: String, level: Int, _ findings: PackFindings) -> PackArchive? {
        let root = URL(filePath: directory, directoryHint: .isDirectory)
        guard var found = names(in: root) else {
            findings.report("LT2090", ["directory": directory], file: directory)
            return nil
        }
        var files: [String: [UInt8]] = [:]
        found += (names(in: root.appending(path: RuleFiles.folder)) ?? []).map { RuleFiles.folder + $0 }
        for name in found.sorted() where name.hasSuffix(".yaml") || name.hasSuffix(".yml") || RuleFiles.holds(name) {
            guard let bytes = bytes(of: root.appending(path: name)) else {
                findings.report("LT2090", ["directory": name], file: name)
                return nil
            }
            files[name] = bytes
        }
        do {
            let own = try PackArchive(files: files)
            let quiet = PackFindings()
            guard level < PackLimits.bases, let head = files[PackHead.file].flatMap({ PackText.parse($0, file: PackHead.file, quiet) }),
                let reference = PackHead.reference(in: head)
            else { return own }
            let place = root.deletingLastPathComponent().appending(path: reference.id, directoryHint: .isDirectory)
            guard let base = archive(directory: place.path(percentEncoded: false), level: level + 1, PackFindings()) else { return own }
            return try own.standing(on: base)
        } catch {
            findings.report(error.code, error.arguments, file: directory)
            return nil
        }
    }

    private static func names(in folder: URL) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder.path(percentEncoded: false))
    }

    /// The content of one file, cut just above the limit so that a huge one is refused without being read.
    private static func bytes(of url: URL) -> [UInt8]? {
        guard let handle = try? FileHandle(forReadingFrom: url) else { return nil }
        defer { try? handle.close() }
        guard let data = try? handle.read(upToCount: PackLimits.fileBytes + 1) else { return [] }
        return [UInt8](data)
    }

    /// The files of `archive` as nodes, laid over those of its base.
    private static func read(
        _ archive: PackArchive, prefix: String, level: Int, _ findings: PackFindings
    ) -> (documents: [String: PackNode], rules: RuleFiles, unreadable: Set<String>) {
        var documents: [String: PackNode] = [:]
        var rules = RuleFiles()
        var unreadable: Set<String> = []
        for (name, bytes) in archive.ownFiles.sorted(by: { $0.key < $1.key }) {
            if RuleFiles.holds(name) {
                rules.add(name, prefix: prefix, bytes, findings)
                continue
            }
            guard fileNames.contains(name) else {
                findings.report("LT2002", ["file": name, "suggestion": name.nearest(in: fileNames) ?? "—"], file: prefix + name)
                continue
            }
            if let node = PackText.parse(bytes, file: prefix + name, findings) {
                documents[name] = node
            } else {
                unreadable.insert(name)
            }
        }
        guard let head = documents[PackHead.file], let wanted = PackHead.reference(in: head), let place = head["extends"] else {
            return (documents, rules, unreadable)
        }
        guard level < PackLimits.bases, let base = try? archive.base else {
            findings.report(level < PackLimits.bases ? "LT2070" : "LT2075", ["base": wanted.description], at: place)
            return (documents, rules, unreadable.union(fileNames))
        }
        var (merged, baseRules, hidden) = read(base, prefix: prefix + PackArchive.basePrefix, level: level + 1, findings)
        if let found = merged[PackHead.file].flatMap({ PackHead.identity(of: $0) }), found != wanted {
            findings.report("LT2071", ["base": wanted.description, "found": found.description], at: place)
        }
        let merge = PackMerge(findings: findings)
        for (name, node) in documents {
            merged[name] = name == PackHead.file ? node : merged[name].map { merge.merge(node, over: $0) } ?? node
        }
        hidden.formUnion(unreadable)
        return (merged, rules.merged(over: baseRules), hidden)
    }
}
