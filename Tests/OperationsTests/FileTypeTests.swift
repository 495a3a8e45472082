import Operations
import Testing

@Suite struct FileTypeTests {
    private func zip(_ parts: String...) -> [UInt8] { [0x50, 0x4B, 3, 4] + parts.flatMap { [0, 1] + Array($0.utf8) } }

    @Test func theContentDecidesAndTheNameMustAgree() {
        #expect(FileType.sniff(Array("%PDF-1.7\n".utf8), name: "a.pdf") == .pdf)
        #expect(FileType.sniff(Array("%PDF-1.7\n".utf8), name: "a.txt") == nil)
        #expect(FileType.sniff(Array("a,b\n1,2".utf8), name: "Ledger.CSV") == .csv)
        #expect(FileType.sniff(Array("项目".utf8), name: "说明.txt") == .text)
        #expect(FileType.sniff(zip("[Content_Types].xml", "word/document.xml"), name: "方案.docx") == .docx)
        #expect(FileType.sniff(zip("[Content_Types].xml", "word/document.xml"), name: "方案.xlsx") == nil)
        #expect(FileType.sniff(zip("OFD.xml"), name: "文件.ofd") == .ofd)
    }

    @Test(
        "What is not on the list is refused whatever it is called",
        arguments: [
            [0x4D, 0x5A, 0x90, 0x00], [0x7F, 0x45, 0x4C, 0x46], [0xD0, 0xCF, 0x11, 0xE0], [0x50, 0x4B, 0x03, 0x04],
            [0x1F, 0x8B, 0x08, 0x00],
        ] as [[UInt8]])
    func refusesTheRest(magic: [UInt8]) {
        for name in ["a.pdf", "a.docx", "a.txt", "a.png", "a.exe", "a", ".txt"] { #expect(FileType.sniff(magic, name: name) == nil) }
    }

    @Test func macrosAreRefused() {
        #expect(FileType.sniff(zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), name: "a.docx") == nil)
    }

    @Test func noBytesMakeItTrap() {
        var random = SystemRandomNumberGenerator()
        for length in 0..<300 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            for prefix in [[], [0x50, 0x4B, 3, 4], Array("%PDF".utf8)] as [[UInt8]] {
                let type = FileType.sniff(prefix + bytes, name: "x.docx")
                #expect(type == nil || type == .docx)
            }
        }
    }
}
