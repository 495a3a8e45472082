import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import NIOCore

/// The files browsers load: read once at start, served from memory under an address that names their content.
///
/// `/assets/<fingerprint>/lantu.css` may be cached for ever; any change of any file changes the fingerprint. Scripts
/// import one another by relative paths, so one fingerprint covers the whole folder.
package struct PublicAssets: Sendable {
    struct File: Sendable {
        let bytes: ByteBuffer
        let contentType: String
        let tag: String
    }

    /// First part of the path of every file; routes mount it.
    package static let root = "/assets"
    package let fingerprint: String
    let files: [String: File]

    /// `/assets/<fingerprint>`: what templates put before a file's path.
    package var prefix: String { "\(Self.root)/\(fingerprint)" }

    /// The public files shipped with the program. Throws when they cannot be read.
    package static func bundled() throws -> PublicAssets {
        let folder = Bundle.module.resourceURL?.appendingPathComponent("Public", isDirectory: true)
        return try PublicAssets(directory: folder?.path ?? "Public")
    }

    package init(directory: String) throws {
        var files: [String: File] = [:]
        var all = SHA256()
        let paths = try FileManager.default.subpathsOfDirectory(atPath: directory).sorted()
        for path in paths {
            guard !path.split(separator: "/").contains(where: { $0.hasPrefix(".") }), let type = Self.contentType(of: path),
                let data = FileManager.default.contents(atPath: "\(directory)/\(path)")
            else { continue }
            let digest = SHA256.hash(data: data)
            all.update(data: Data(path.utf8))
            all.update(data: Data(digest))
            files[path] = File(bytes: ByteBuffer(bytes: data), contentType: type, tag: "\"\(digest.prefix(8).hexadecimal)\"")
        }
        self.files = files
        self.fingerprint = all.finalize().prefix(6).hexadecimal
    }

    /// Vendored files a page would ask for in vain; `bin/assets` fetches them.
    package var missingVendorFiles: [String] { Self.vendored.filter { files[$0] == nil } }
    static let vendored = [
        "vendor/tabler.min.css", "vendor/tabler.min.js", "vendor/htmx.min.js", "vendor/echarts/index.js", "vendor/sortable.js",
    ]

    /// The answer for the path after `/assets/`: `<fingerprint>/<file>`; an older fingerprint gets the file of today, uncached.
    package func response(_ path: String, ifNoneMatch: String?) -> Response {
        let parts = path.split(separator: "/", maxSplits: 1)
        guard parts.count == 2, let file = files[String(parts[1])] else {
            return Response(
                status: .notFound, headers: [.contentType: "text/plain; charset=utf-8"], body: .init(byteBuffer: .init(string: "404\n")))
        }
        var headers = HTTPFields()
        headers[.contentType] = file.contentType
        headers[.eTag] = file.tag
        headers[.xContentTypeOptions] = "nosniff"
        headers[.cacheControl] = parts[0] == fingerprint ? "public, max-age=31536000, immutable" : "no-cache"
        if ifNoneMatch?.contains(file.tag) == true { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: file.bytes))
    }

    private static func contentType(of path: String) -> String? {
        switch path.split(separator: ".").last {
        case "css": "text/css; charset=utf-8"
        case "js", "mjs": "text/javascript; charset=utf-8"
        case "svg": "image/svg+xml"
        case "png": "image/png"
        case "ico": "image/x-icon"
        case "json", "webmanifest": "application/json"
        case "woff2": "font/woff2"
        default: nil
        }
    }
}
