import Kernel

/// A public body, district, company or expert body of the demonstration city.
package struct DemoOrganization: Sendable, Equatable {
    package var id: String
    package var name: LocalizedText
    /// Code of `labels.org_kinds`.
    package var kind: String
    package var parent: String?
}
