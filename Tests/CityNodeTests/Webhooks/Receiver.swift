import Foundation
import Synchronization

/// A webhook's target for tests: a small HTTP server on a thread, which answers what a closure says.
final class Receiver: Sendable {
    /// A request as it came.
    struct Request: Sendable {
        var line: String
        var headers: [String: String]
        var body: [UInt8]

        /// The body as an object.
        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        }
    }

    private struct Record {
        var requests: [Request] = []
        var connections = 0
    }

    struct SystemError: Error { var code = errno }

    /// Where it listens, on 127.0.0.1.
    let port: Int
    private let listener: Int32
    private let record = Box(Record())

    /// Listens; `answer` gives the whole answer to a request, and closes the connection with an empty one.
    init(_ answer: @escaping @Sendable (Request) -> String) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let bound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
                    && getsockname(listener, pointer, &length) == 0
            }
        }
        guard listener >= 0, bound else { throw SystemError() }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread { [record] in
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Closed here and nowhere else: a number that is free again may be somebody else's by now.
                    close(listener)
                    return
                }
                record.value.withLock { $0.connections += 1 }
                Thread.detachNewThread { Self.serve(connection, record, answer) }
            }
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    /// What has come so far.
    var requests: [Request] { record.value.withLock { $0.requests } }
    /// How many have connected.
    var connections: Int { record.value.withLock { $0.connections } }

    private static func serve(_ connection: Int32, _ record: Box<Record>, _ answer: (Request) -> String) {
        defer { close(connection) }
        var rest: [UInt8] = []
        while let request = read(connection, &rest) {
            record.value.withLock { $0.requests.append(request) }
            let text = Array(answer(request).utf8)
            guard !text.isEmpty, send(connection, text, text.count, Int32(MSG_NOSIGNAL)) == text.count else { return }
        }
    }

    private static func read(_ connection: Int32, _ rest: inout [UInt8]) -> Request? {
        var request: Request?
        var length = 0
        while true {
            if request == nil, let end = rest.firstRange(of: Array("\r\n\r\n".utf8)) {
                let lines = String(decoding: rest[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
                var headers: [String: String] = [:]
                for line in lines.dropFirst() {
                    let parts = line.split(separator: ":", maxSplits: 1)
                    headers[parts[0].lowercased()] = parts.last?.trimmingCharacters(in: .whitespaces)
                }
                length = headers["content-length"].flatMap { Int($0) } ?? 0
                request = Request(line: lines[0], headers: headers, body: [])
                rest.removeSubrange(..<end.upperBound)
            }
            if var request, rest.count >= length {
                request.body = Array(rest.prefix(length))
                rest.removeFirst(length)
                return request
            }
            var buffer = [UInt8](repeating: 0, count: 65_536)
            let count = recv(connection, &buffer, buffer.count, 0)
            guard count > 0 else { return nil }
            rest += buffer.prefix(count)
        }
    }
}
