/// The editions of the standard that are read; 1.5 is written.
public enum DMNVersion: String, Sendable, CaseIterable {
    case v1_2 = "1.2"
    case v1_3 = "1.3"
    case v1_4 = "1.4"
    case v1_5 = "1.5"

    public static let written = DMNVersion.v1_5

    var date: String {
        switch self {
        case .v1_2: "20180521"
        case .v1_3: "20191111"
        case .v1_4: "20211108"
        case .v1_5: "20230324"
        }
    }

    public var modelNamespace: String {
        self == .v1_2 ? "http://www.omg.org/spec/DMN/20180521/MODEL/" : "https://www.omg.org/spec/DMN/\(date)/MODEL/"
    }
    var feelNamespace: String {
        self == .v1_2 ? "http://www.omg.org/spec/DMN/20180521/FEEL/" : "https://www.omg.org/spec/DMN/\(date)/FEEL/"
    }
    var diagramNamespace: String {
        self == .v1_2 ? "http://www.omg.org/spec/DMN/20180521/DMNDI/" : "https://www.omg.org/spec/DMN/\(date)/DMNDI/"
    }

    init?(modelNamespace: String) {
        guard let version = Self.allCases.first(where: { $0.modelNamespace == modelNamespace }) else { return nil }
        self = version
    }

    /// The URI of 1.5 that stands for a URI of an earlier edition; nil where there is none.
    static func upgraded(_ uri: String) -> String? {
        for version in allCases where version != written {
            if uri == version.modelNamespace { return written.modelNamespace }
            if uri == version.feelNamespace { return written.feelNamespace }
            // 1.4 kept the diagram interchange of 1.3.
            if uri == version.diagramNamespace { return written.diagramNamespace }
        }
        return nil
    }
}
