import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// Puts a file to a node in parts, and goes on where it stopped: also in another process, for the same file has the same
/// key.
struct PartUpload {
    let client: NodeClient
    let file: String

    /// Bytes of a part.
    static let partBytes = 8 << 20
    /// How often a lost connection is waited for, and how long each time.
    static let triesMax = 60
    static let waitMilliseconds = 1_000

    /// Stores the file; an answer that was lost is asked for again.
    func run() async throws -> MaterialUpload.Stored {
        let (digest, size) = try MaterialUpload.digest(of: file)
        var tries = 0
        while true {
            do {
                let path = try await begin(digest, size)
                while true {
                    let (offset, material) = try await standing(path)
                    if let material {
                        let json = "{\"digest\":\"\(material)\",\"size\":\(size)}"
                        return MaterialUpload.Stored(digest: material, size: size, existed: false, json: json)
                    }
                    try await send(path, from: offset)
                    tries = 0
                }
            } catch let failure as CommandFailure where failure.status == .unreachable && tries < Self.triesMax {
                tries += 1
                try await Task.sleep(for: .milliseconds(Self.waitMilliseconds))
            }
        }
    }

    private func begin(_ digest: String, _ size: Int64) async throws -> String {
        let name = Data(URL(filePath: file).lastPathComponent.utf8).base64EncodedString()
        let response = try await ask(
            .POST,
            "/v1/uploads",
            [
                ("Upload-Length", "\(size)"), ("Idempotency-Key", "material-\(digest)"),
                ("Upload-Metadata", "filename \(name),sha256 \(Data(digest.utf8).base64EncodedString())"),
            ]
        )
        return try header("Location", response)
    }

    private func standing(_ path: String) async throws -> (offset: Int64, material: String?) {
        let response = try await ask(.HEAD, path)
        guard let offset = Int64(try header("Upload-Offset", response)) else { throw notUnderstood }
        return (offset, response.headers.first(name: "Material-Digest"))
    }

    private func send(_ path: String, from offset: Int64) async throws {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw CommandFailure(.noInput, "\(file) cannot be read", "Is it still there?")
        }
        defer { try? handle.close() }
        try handle.seek(toOffset: UInt64(offset))
        let part = try handle.read(upToCount: Self.partBytes) ?? Data()
        _ = try await ask(
            .PATCH,
            path,
            [("Upload-Offset", "\(offset)"), ("Content-Type", "application/offset+octet-stream")],
            part
        )
    }

    private func ask(
        _ method: HTTPMethod,
        _ path: String,
        _ headers: [(String, String)] = [],
        _ body: Data = Data()
    ) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: client.address.base + path)
        request.method = method
        request.headers.add(name: "Tus-Resumable", value: "1.0.0")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if method != .HEAD { request.body = .bytes(ByteBuffer(bytes: body)) }
        let response = try await client.open(request, seconds: MaterialUpload.secondsMax(Int64(body.count)))
        guard (200..<300).contains(response.status.code) else { throw client.failure(try await client.read(response)) }
        return response
    }

    private func header(_ name: String, _ response: HTTPClientResponse) throws -> String {
        guard let text = response.headers.first(name: name) else { throw notUnderstood }
        return text
    }

    private var notUnderstood: CommandFailure {
        CommandFailure(.nodeFailed, "the node's answer was not understood", "Is it a node of the same version?")
    }
}
