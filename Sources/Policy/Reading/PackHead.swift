import Kernel

/// `pack.yaml`: who the pack is, from when it holds, and what it stands on.
struct PackHead {
    static let file = "pack.yaml"
    /// The pack format this code reads.
    static let format = 1

    let id: String
    let version: PackVersion
    let effective: CivilDate
    let title: LocalizedText
    let base: PackReference?

    /// Nil when a fault was found, all of which have been reported.
    init?(_ node: PackNode, _ findings: PackFindings) {
        let keys = ["id", "version", "effective", "title", "description", "requires", "extends"]
        guard let fields = PackFields(node, keys: keys, findings) else { return nil }
        var ids = PackIdentifiers(findings)
        let id = ids.claim(fields)
        let version = Self.version(fields, findings)
        let effective = fields.date("effective")
        let title = fields.localized("title")
        _ = fields.optionalLocalized("description")
        if let requires = fields.required("requires"), let inner = PackFields(requires, keys: ["format"], findings),
            let format = inner.integer("format", in: 1...999), format > Self.format
        {
            findings.report(
                "LT2072", ["format": String(format), "known": String(Self.format)], at: inner.optional("format") ?? requires)
        }
        base = Self.base(fields, findings)
        guard let id, let version, let effective, let title else { return nil }
        (self.id, self.version, self.effective, self.title) = (id, version, effective, title)
    }

    private static func version(_ fields: PackFields, _ findings: PackFindings) -> PackVersion? {
        guard let node = fields.required("version") else { return nil }
        guard let version = node.text.flatMap({ PackVersion($0) }) else {
            findings.report("LT2027", ["value": node.text ?? ""], at: node)
            return nil
        }
        return version
    }

    private static func base(_ fields: PackFields, _ findings: PackFindings) -> PackReference? {
        guard let node = fields.optional("extends") else { return nil }
        guard let reference = node.text.flatMap({ PackReference($0) }) else {
            findings.report("LT2074", ["value": node.text ?? ""], at: node)
            return nil
        }
        return reference
    }

    /// What `pack.yaml` says it extends, faults left for the full reading.
    static func reference(in node: PackNode) -> PackReference? { node["extends"]?.text.flatMap { PackReference($0) } }
    /// `id@version` of a `pack.yaml`, when both can be read.
    static func identity(of node: PackNode) -> PackReference? {
        guard let id = node["id"]?.text, let version = node["version"]?.text else { return nil }
        return PackReference("\(id)@\(version)")
    }
}
