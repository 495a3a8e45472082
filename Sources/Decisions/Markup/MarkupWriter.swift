extension MarkupDocument {
    /// Reads a file. Cost is linear in its bytes.
    ///
    /// - Throws: LT2301 DOCTYPE, LT2302 encoding, LT2303 malformed, LT2304 too deep, LT2305 too large.
    public init(_ bytes: [UInt8], limits: MarkupLimits = MarkupLimits()) throws(Finding) {
        self = try MarkupReader.read(bytes, limits: limits)
    }

    /// The file as UTF-8 text. Reading it back gives an equal document.
    public var text: String {
        var out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        for node in prolog {
            node.write(to: &out)
            out += "\n"
        }
        MarkupNode.element(root).write(to: &out)
        out += "\n"
        for node in epilog {
            node.write(to: &out)
            out += "\n"
        }
        return out
    }
}

extension MarkupNode {
    fileprivate func write(to out: inout String) {
        switch self {
        case .text(let text): Self.escape(text, isAttribute: false, into: &out)
        case .data(let text):
            out += "<![CDATA[" + text.split(separator: "]]>", omittingEmptySubsequences: false).joined(separator: "]]]]><![CDATA[>") + "]]>"
        case .comment(let text): out += "<!--" + text + "-->"
        case .instruction(let text): out += "<?" + text + "?>"
        case .element(let element):
            out += "<" + element.qualifiedName
            for attribute in element.attributes {
                out += " " + attribute.name + "=\""
                Self.escape(attribute.value, isAttribute: true, into: &out)
                out += "\""
            }
            guard !element.children.isEmpty else {
                out += "/>"
                return
            }
            out += ">"
            for child in element.children { child.write(to: &out) }
            out += "</" + element.qualifiedName + ">"
        }
    }

    private static func escape(_ text: String, isAttribute: Bool, into out: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "&": out += "&amp;"
            case "\"" where isAttribute: out += "&quot;"
            case "\n" where isAttribute: out += "&#10;"
            case "\t" where isAttribute: out += "&#9;"
            case "\r": out += "&#13;"
            default: out.unicodeScalars.append(scalar)
            }
        }
    }
}
