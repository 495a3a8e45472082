import Foundation
import HTTPTypes
import Hummingbird
import Testing

@testable import Web

@Suite struct PublicAssetsTests {
    private func folder(_ files: [String: String]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        for (name, text) in files {
            let file = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        return folder.path
    }

    @Test func aFileUnderTodaysFingerprintMayBeCachedForEver() throws {
        let assets = try PublicAssets(directory: folder(["a/x.css": "p{}"]))
        let answer = assets.response("\(assets.fingerprint)/a/x.css", ifNoneMatch: nil)
        #expect(answer.status == .ok)
        #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
        #expect(answer.headers[.contentType] == "text/css; charset=utf-8")
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
    }

    @Test func anOldFingerprintGetsTodaysFileWithoutCaching() throws {
        let assets = try PublicAssets(directory: folder(["x.js": "1"]))
        #expect(assets.response("000000000000/x.js", ifNoneMatch: nil).headers[.cacheControl] == "no-cache")
    }

    @Test func aKnownTagIsAnsweredWithoutTheFile() throws {
        let assets = try PublicAssets(directory: folder(["x.js": "1"]))
        let tag = try #require(assets.response("0/x.js", ifNoneMatch: nil).headers[.eTag])
        #expect(assets.response("0/x.js", ifNoneMatch: tag).status == .notModified)
    }

    @Test(arguments: ["", "x.js", "0/../x.js", "0/.stamp", "0/notes.txt", "0/"]) func nothingElseIsServed(_ path: String) throws {
        let assets = try PublicAssets(directory: folder(["x.js": "1", ".stamp": "s", "notes.txt": "n"]))
        #expect(assets.response(path, ifNoneMatch: nil).status == .notFound)
    }

    @Test func anyChangeOfAFileChangesTheFingerprint() throws {
        let first = try PublicAssets(directory: folder(["x.js": "1"])).fingerprint
        #expect(try PublicAssets(directory: folder(["x.js": "2"])).fingerprint != first)
        #expect(try PublicAssets(directory: folder(["y.js": "1"])).fingerprint != first)
        #expect(try PublicAssets(directory: folder(["x.js": "1"])).fingerprint == first)
    }
}
