import Kernel

/// The task framework: its pillars in order, and the tag sets that read the same work along other lines.
package struct Framework: Sendable {
    /// One pillar of 一基一腦一數兩張網.
    package struct Pillar: Hashable, Sendable {
        package let id: String
        package let name: LocalizedText
        package let slogan: LocalizedText
        /// Another slogan in use for the same pillar.
        package let alias: LocalizedText?
        package let description: LocalizedText
        /// Which of the palette's series colours the pillar takes, 1…12, the same on every page.
        package let colour: Int
    }

    /// A set such as 五化 or 六大特徵.
    package struct TagSet: Sendable {
        package let id: String
        package let name: LocalizedText
        package let description: LocalizedText?
        package let items: [Tag]
    }

    package struct Tag: Hashable, Sendable {
        package let id: String
        package let name: LocalizedText
        /// One sentence.
        package let explanation: LocalizedText
    }

    package let name: LocalizedText
    package let pillars: [Pillar]
    package let tagSets: [TagSet]

    package func pillar(_ id: String) -> Pillar? { pillars.first { $0.id == id } }
    package func tagSet(_ id: String) -> TagSet? { tagSets.first { $0.id == id } }
}
