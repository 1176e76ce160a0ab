import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import NIOSSL
import Synchronization

/// Speaks with one node.
struct NodeClient: Sendable {
    /// Where the node is.
    let address: NodeAddress
    /// Whether the caller wants JSON.
    let printsJSON: Bool
    /// The token to sign in with, if there is one.
    var token: String?
    /// The file of the certificates that a node's must be signed by; `nil` for the system's.
    var authorities: String?

    /// The largest answer in JSON that is read.
    static let answerBytesMax = 16 << 20
    /// How long a question may take; uploads, downloads and the feed have no end of their own.
    static let answerSecondsMax: Int64 = 60

    /// How long it may take to reach the node.
    static let connectSecondsMax: Int64 = 10

    /// Tells at once that nobody listens, where the library would try again until the answer's time is over.
    private static let http = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)

    private static var configuration: HTTPClient.Configuration {
        var configuration = HTTPClient.Configuration()
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.timeout.connect = .seconds(connectSecondsMax)
        configuration.redirectConfiguration = .disallow
        return configuration
    }

    /// Clients by the file of the certificates that they trust; one command has one, and needs it to its end.
    private static let trusting = Mutex<[String: HTTPClient]>([:])

    private var http: HTTPClient {
        guard let authorities else { return Self.http }
        return Self.trusting.withLock { clients in
            if let client = clients[authorities] { return client }
            var configuration = Self.configuration
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(authorities)
            configuration.tlsConfiguration = tls
            let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
            clients[authorities] = client
            return client
        }
    }

    /// An answer in JSON.
    struct Answer: Sendable {
        var status: Int
        var body: Data

        /// The body as it came.
        var text: String { String(decoding: body, as: UTF8.self) }

        /// The body as a value of this version's own.
        func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
            do {
                return try JSONDecoder().decode(type, from: body)
            } catch {
                throw CommandFailure(
                    .nodeFailed,
                    "the node's answer was not understood",
                    "Is it a node of the same version? Ask with --json to see what it says."
                )
            }
        }
    }

    /// Asks for something.
    func get(_ path: String) async throws -> Answer {
        try await answer(HTTPClientRequest(url: address.base + path))
    }

    /// Sends JSON, if any.
    func post(
        _ path: String,
        json: Data?,
        method: HTTPMethod = .POST,
        headers: [(String, String)] = []
    ) async throws -> Answer {
        var request = HTTPClientRequest(url: address.base + path)
        request.method = method
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        if let json {
            request.headers.add(name: "Content-Type", value: "application/json")
            request.body = .bytes(ByteBuffer(bytes: json))
        }
        return try await answer(request)
    }

    /// Asks and reads the whole answer; what is not 2xx is thrown as a failure that says what to do.
    func answer(_ request: HTTPClientRequest, seconds: Int64 = answerSecondsMax) async throws -> Answer {
        let response = try await open(request, seconds: seconds)
        let answer = try await read(response)
        guard (200..<300).contains(answer.status) else { throw failure(answer) }
        return answer
    }

    /// Asks and leaves the body to be read; nothing but a lost connection is thrown.
    func open(_ request: HTTPClientRequest, seconds: Int64) async throws -> HTTPClientResponse {
        var request = request
        request.headers.replaceOrAdd(name: "User-Agent", value: "tongban")
        if let token { request.headers.replaceOrAdd(name: "Authorization", value: "Bearer \(token)") }
        do {
            return try await http.execute(request, deadline: .now() + .seconds(seconds))
        } catch is CancellationError {
            throw CancellationError()
        } catch { throw unreachable(error) }
    }

    /// Reads an answer that was opened.
    func read(_ response: HTTPClientResponse) async throws -> Answer {
        do {
            let body = try await response.body.collect(upTo: Self.answerBytesMax)
            return Answer(status: Int(response.status.code), body: Data(body.readableBytesView))
        } catch is NIOTooManyBytesError {
            throw CommandFailure(.nodeFailed, "the answer is too large", "Ask for less, with --limit.")
        } catch { throw unreachable(error) }
    }

    /// What an answer that is not 2xx means to a person.
    func failure(_ answer: Answer) -> CommandFailure {
        ProblemAnswer(answer).failure(printsJSON: printsJSON)
    }

    private func unreachable(_ error: any Error) -> CommandFailure {
        let why: String
        switch error {
        case let error as HTTPClientError where error == .connectTimeout: why = "nothing answered in time"
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            why = "the answer did not come in time"
        case let error as HTTPClientError where error == .remoteConnectionClosed: why = "the connection was closed"
        case let error as IOError: why = String(cString: strerror(error.errnoCode))
        case is NIOSSLError, is NIOSSLExtraError: why = "its certificate is not one that is trusted here"
        default: why = "\(error)"
        }
        return CommandFailure(
            .unreachable,
            "no node answers at \(address): \(why)",
            "Is tongband running there? See its log, or name another node with --node."
        )
    }
}
