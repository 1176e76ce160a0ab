import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore

/// Puts files to a node.
enum MaterialUpload {
    /// Bytes that are read at once.
    static let chunkBytes = 1 << 20

    /// What the node has of a file now.
    struct Stored {
        var digest: String
        var size: Int64
        var existed: Bool
        /// The node's answer as it came.
        var json: String
    }

    private struct Answer: Decodable {
        var digest: String
        var size: Int64
        var existed: Bool
    }

    /// Stores a file under its digest, which the node checks once more.
    static func put(_ file: String, to client: NodeClient) async throws -> Stored {
        let (digest, size) = try digest(of: file)
        guard size > 0 else { throw CommandFailure(.badData, "\(file) is empty", "A material has at least one byte.") }
        var request = HTTPClientRequest(url: client.address.base + "/v1/materials/\(digest)")
        request.method = .PUT
        request.headers.add(name: "Content-Type", value: "application/octet-stream")
        request.body = .stream(FileChunks(handle: try open(file), chunkBytes: chunkBytes), length: .known(size))
        let answer = try await client.answer(request, seconds: secondsMax(size))
        let stored = try answer.decode(Answer.self)
        return Stored(digest: stored.digest, size: stored.size, existed: stored.existed, json: answer.text)
    }

    /// The SHA-256 of a file in 64 hexadecimal digits, and its length.
    static func digest(of file: String) throws -> (digest: String, size: Int64) {
        let handle = try open(file)
        defer { try? handle.close() }
        var hash = SHA256()
        var size: Int64 = 0
        while let data = try read(handle, file), !data.isEmpty {
            hash.update(data: data)
            size += Int64(data.count)
        }
        return (hex(hash.finalize()), size)
    }

    /// The digits of a digest.
    static func hex(_ digest: SHA256.Digest) -> String {
        digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// A minute, and a second more for every MiB: slow links are slow, and nothing waits for ever.
    static func secondsMax(_ size: Int64) -> Int64 { 60 + size >> 20 }

    private static func open(_ file: String) throws -> FileHandle {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: file, isDirectory: &isFolder)
        guard exists, !isFolder.boolValue, let handle = FileHandle(forReadingAtPath: file) else {
            throw CommandFailure(
                .noInput,
                "\(file) cannot be read",
                isFolder.boolValue ? "It is a folder: name a file." : "Is the path right, and may you read it?"
            )
        }
        return handle
    }

    private static func read(_ handle: FileHandle, _ file: String) throws -> Data? {
        do {
            return try handle.read(upToCount: chunkBytes)
        } catch { throw CommandFailure(.noInput, "\(file) cannot be read to its end") }
    }
}

/// A file's bytes, chunk after chunk as they are taken.
struct FileChunks: AsyncSequence, Sendable {
    let handle: FileHandle
    let chunkBytes: Int

    func makeAsyncIterator() -> Iterator { Iterator(handle: handle, chunkBytes: chunkBytes) }

    struct Iterator: AsyncIteratorProtocol {
        let handle: FileHandle
        let chunkBytes: Int

        mutating func next() async throws -> ByteBuffer? {
            guard let data = try handle.read(upToCount: chunkBytes), !data.isEmpty else {
                try handle.close()
                return nil
            }
            return ByteBuffer(bytes: data)
        }
    }
}
