import ArgumentParser
import AsyncHTTPClient
import Crypto
import Foundation
import NIOCore

/// Gets a document by its digest and checks it; the file appears under its name only when it is whole and right.
struct MaterialDownload {
    /// The node.
    let client: NodeClient
    /// The digest: 64 hexadecimal digits.
    let digest: String
    /// The file to write; `-` is the standard output.
    let output: String
    /// Whether what was written is told as JSON.
    let printsJSON: Bool

    /// Gets the file.
    func run() async throws {
        let request = HTTPClientRequest(url: client.address.base + "/v1/materials/\(try PathPart.of(digest))")
        let response = try await client.open(request, seconds: MaterialUpload.secondsMax(2 << 30))
        guard response.status == .ok else { throw client.failure(try await client.read(response)) }
        if output == "-" {
            let console = Console.current
            _ = try await receive(response) { try console.bytes($0) }
        } else {
            try await save(response)
        }
    }

    private func save(_ response: HTTPClientResponse) async throws {
        let partial = output + ".part"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let handle = FileHandle(forWritingAtPath: partial)
        else { throw CommandFailure(.cannotWrite, "\(partial) cannot be written", "May you write to that folder?") }
        do {
            let size = try await receive(response) { try handle.write(contentsOf: $0) }
            try handle.synchronize()
            try handle.close()
            _ = try FileManager.default.removeItemIfThere(output)
            try FileManager.default.moveItem(atPath: partial, toPath: output)
            if printsJSON {
                Console.current.out("{\"digest\":\"\(digest.lowercased())\",\"size\":\(size)}")
            } else {
                Console.current.out(TextWidth.printable("\(Words.bytes(size))  \(output)"))
            }
        } catch {
            try? FileManager.default.removeItem(atPath: partial)
            guard error is CommandFailure || error is CancellationError else {
                throw CommandFailure(.cannotWrite, "\(output) could not be written", "Is there room on the disk?")
            }
            throw error
        }
    }

    /// Reads to the end, checks the digest, and gives the number of bytes.
    private func receive(_ response: HTTPClientResponse, _ write: (Data) throws -> Void) async throws -> Int64 {
        var hash = SHA256()
        var size: Int64 = 0
        var iterator = response.body.makeAsyncIterator()
        while true {
            let chunk: ByteBuffer?
            do {
                chunk = try await iterator.next()
            } catch {
                throw CommandFailure(
                    .unreachable,
                    "the connection was lost after \(Words.bytes(size))",
                    "Get it again."
                )
            }
            guard let chunk else { break }
            let data = Data(chunk.readableBytesView)
            hash.update(data: data)
            size += Int64(data.count)
            try write(data)
        }
        guard MaterialUpload.hex(hash.finalize()) == digest.lowercased() else {
            throw CommandFailure(
                .nodeFailed,
                "the bytes that came do not have that digest",
                "Get it again; then look at the node's disk."
            )
        }
        return size
    }
}

extension FileManager {
    /// Removes a file, and says whether there was one.
    fileprivate func removeItemIfThere(_ path: String) throws -> Bool {
        guard fileExists(atPath: path) else { return false }
        try removeItem(atPath: path)
        return true
    }
}
