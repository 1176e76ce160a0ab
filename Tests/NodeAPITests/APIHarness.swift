import CaseModel
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import MemoryNode
import Testing

@testable import NodeAPI

/// Runs requests against the routes over a node in memory.
struct APIHarness {
    let node = MemoryNode()
    let meter = APIMeter()
    var settings = APIRouter.Settings(heartbeatMilliseconds: 50, signIn: .off)

    /// The clock of the gate, in milliseconds; the system's where a test sets none.
    var clock: (@Sendable () -> Int64)?
    /// Whether requests come by the socket of the node's own machine.
    var isMachine = false

    /// Runs requests through the router, without a socket.
    func run(_ body: @Sendable (Caller) async throws -> Void) async throws {
        let router = APIRouter.make(
            node,
            settings: settings,
            seats: FollowerSeats(count: settings.followersMax),
            guardsHost: true,
            meter: meter,
            gate: clock.map { Gate(node, signIn: settings.signIn, rate: settings.rate, meter: meter, now: $0) },
            isMachine: isMachine
        )
        let application = Application(router: router, logger: Self.quiet)
        try await application.test(.router) { client in try await body(Caller(client: client)) }
    }

    /// A logger that says nothing.
    static let quiet = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
}

/// An answer, with its JSON.
struct Answer {
    let response: TestResponse

    var status: Int { response.status.code }
    var text: String { String(buffer: response.body) }

    func header(_ name: String) -> String? { HTTPField.Name(name).flatMap { response.headers[$0] } }

    /// The body as an object.
    var json: [String: Any] {
        get throws {
            let value = try JSONSerialization.jsonObject(with: Data(response.body.readableBytesView))
            return try #require(value as? [String: Any])
        }
    }

    /// The problem's name, checked to be one in every respect.
    func problem(_ status: Int, sourceLocation: SourceLocation = #_sourceLocation) throws -> String {
        #expect(self.status == status, "\(text)", sourceLocation: sourceLocation)
        #expect(header("Content-Type") == "application/problem+json", sourceLocation: sourceLocation)
        let json = try json
        #expect(json["status"] as? Int == status, sourceLocation: sourceLocation)
        #expect((json["title"] as? String)?.isEmpty == false, sourceLocation: sourceLocation)
        #expect((json["detail"] as? String)?.isEmpty == false, sourceLocation: sourceLocation)
        let type = try #require(json["type"] as? String, sourceLocation: sourceLocation)
        #expect(type.hasPrefix("urn:tongban:problem:"), sourceLocation: sourceLocation)
        return String(type.dropFirst("urn:tongban:problem:".count))
    }
}

/// Sends requests, and holds every answer against the API's description.
struct Caller {
    let client: any TestClientProtocol

    func get(_ uri: String, _ headers: [String: String] = [:]) async throws -> Answer {
        try await send(.get, uri, headers: headers, body: nil)
    }

    func post(
        _ uri: String,
        _ body: String,
        key: String? = nil,
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        var all = ["Content-Type": "application/json"]
        all["Idempotency-Key"] = key
        all.merge(headers) { $1 }
        return try await send(.post, uri, headers: all, body: ByteBuffer(string: body))
    }

    func send(
        _ method: HTTPRequest.Method,
        _ uri: String,
        headers: [String: String] = [:],
        body: ByteBuffer?
    ) async throws -> Answer {
        var fields = HTTPFields()
        for (name, value) in headers { fields[try #require(HTTPField.Name(name))] = value }
        let response = try await client.executeRequest(uri: uri, method: method, headers: fields, body: body)
        let answer = Answer(response: response)
        try answer.checkDescribed(method, uri)
        return answer
    }

    /// Submits the sample case and gives its number.
    func submit(key: String = UUID().uuidString) async throws -> String {
        let answer = try await post("/v1/cases", Samples.draft(), key: key)
        #expect(answer.status == 201, "\(answer.text)")
        return try #require(try answer.json["number"] as? String)
    }
}
