import Foundation
import Kernel
import Testing

@testable import Web

/// Uploads as they come in over the wire: cut anywhere, named anything.
@Suite struct MultipartTests {
    private func parse(_ pieces: [ArraySlice<UInt8>], boundary: String = "b", spool: String? = nil) throws -> (
        fields: [String], files: [(name: String, bytes: [UInt8])]
    ) {
        var parser = MultipartParser(boundary: boundary, spool: spool ?? FileManager.default.temporaryDirectory.path)
        do {
            for piece in pieces { try parser.feed(piece) }
            let (form, uploads) = try parser.finish()
            defer { for upload in uploads { upload.remove() } }
            return (
                form.fields.map { "\($0.name)=\($0.value)" },
                try uploads.map { ($0.fileName, Array(try Data(contentsOf: $0.url))) }
            )
        } catch {
            parser.discard()
            throw error
        }
    }

    private static func part(_ name: String, file: String? = nil, _ content: [UInt8], boundary: String = "b") -> [UInt8] {
        Array("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\(file.map { "; filename=\"\($0)\"" } ?? "")\r\n\r\n".utf8)
            + content + [13, 10]
    }

    @Test func aBodyCutAtAnyByteIsTheSameBody() throws {
        // Content that looks like a boundary, ends like one, and holds every byte.
        let hostile = Array("\r\n--\r\n-\r\n--a\r\n--".utf8) + Array(UInt8.min...UInt8.max) + Array("\r\n--".utf8)
        let body =
            Self.part("csrf", Array("權杖".utf8)) + Self.part("empty", []) + Self.part("file", file: "a.bin", hostile)
            + Self.part("none", file: "", []) + Array("--b--\r\nepilogue".utf8)
        let whole = try parse([body[...]])
        #expect(whole.fields == ["csrf=權杖", "empty="] && whole.files.count == 1)
        #expect(whole.files.first?.bytes == hostile && whole.files.first?.name == "a.bin")
        for cut in 0...body.count {
            let parsed = try parse([body[..<cut], body[cut...]])
            #expect(parsed.fields == whole.fields && parsed.files.first?.bytes == hostile, "cut at \(cut)")
        }
        let single = try parse(body.indices.map { body[$0...$0] })
        #expect(single.fields == whole.fields && single.files.first?.bytes == hostile)
        var random = Seeded(state: 7)
        for _ in 0..<200 {
            let cuts = (0..<5).map { _ in Int.random(in: 0...body.count, using: &random) }.sorted()
            let pieces = zip([0] + cuts, cuts + [body.count]).map { body[$0..<$1] }
            #expect(try parse(pieces).files.first?.bytes == hostile)
        }
    }

    @Test func aBodyThatEndsEarlyIsRefusedAndLeavesNothing() throws {
        // A folder of this test alone: what is left in it was left by its own parsing.
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("lantu-multipart-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let body = Self.part("a", Array("1".utf8)) + Self.part("file", file: "x", Array(repeating: 7, count: 600)) + Array("--b--".utf8)
        for cut in 0..<body.count {
            #expect(throws: AppError.self, "cut at \(cut)") { try parse([body[..<cut]], spool: folder) }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
        #expect(try parse([body[...]], spool: folder).files.count == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }

    @Test(arguments: [
        ("../../etc/passwd", "passwd"), ("..\\..\\windows\\system.ini", "system.ini"), ("C:\\畫\\項目.xlsx", "項目.xlsx"), ("/", "file"),
        ("..", "file"), (".", "file"), ("a\u{0}b\u{7}c.csv", "abc.csv"), ("藍圖.xlsx", "藍圖.xlsx"), ("a%22b.csv", "a\"b.csv"),
    ])
    func aFileNameIsANameAndNoPath(sent: String, kept: String) throws {
        let body = Self.part("file", file: sent, [1, 2, 3]) + Array("--b--\r\n".utf8)
        #expect(try parse([body[...]]).files.map(\.name) == [kept])
    }

    @Test func aLongNameIsCut() throws {
        let body = Self.part("file", file: String(repeating: "長", count: 2000) + ".csv", [1]) + Array("--b--\r\n".utf8)
        #expect(try parse([body[...]]).files.first?.name.count == 200)
    }

    @Test(arguments: [
        "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"\"\r\n\r\nx\r\n--b--\r\n",
        "--b\r\nno header at all", "--bx\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--b--\r\n", "--c--\r\n", "",
        "--b\nContent-Disposition: form-data; name=\"a\"\n\nx\n--b--\n",
    ])
    func whatIsNoFormIsRefused(body: String) {
        #expect(throws: AppError.self) { try parse([Array(body.utf8)[...]]) }
    }

    @Test func partsHeadersAndFieldsAreBounded() throws {
        let many = (0...Multipart.mostParts).flatMap { Self.part("f\($0)", []) } + Array("--b--\r\n".utf8)
        #expect(throws: AppError.self) { try parse([many[...]]) }
        #expect(
            try parse([((0..<Multipart.mostParts).flatMap { Self.part("f\($0)", []) } + Array("--b--\r\n".utf8))[...]]).fields.count == 200)
        let header = Array("--b\r\nX: ".utf8) + Array(repeating: UInt8(ascii: "a"), count: 20_000)
        #expect(throws: AppError.self) { try parse([header[...]]) }
        let field = Self.part("a", Array(repeating: UInt8(ascii: "a"), count: Multipart.longestField + 1)) + Array("--b--\r\n".utf8)
        #expect { try parse([field[...]]) } throws: { ($0 as? AppError)?.category == .tooLarge }
        let text = Self.part("a", [0xFF, 0xFE]) + Array("--b--\r\n".utf8)
        #expect(throws: AppError.self) { try parse([text[...]]) }
    }

    @Test(arguments: ["-", "--", "b-b", "a'()+_,-./:=?", String(repeating: "z", count: 70)])
    func anyBoundaryWorks(boundary: String) throws {
        let body = Self.part("a", Array("\r\n--\r\n".utf8), boundary: boundary) + Array("--\(boundary)--\r\n".utf8)
        #expect(try parse([body[...]], boundary: boundary).fields == ["a=\r\n--\r\n"])
    }
}
