import Testing

@testable import ZeroMQ

@Suite("Authenticator")
struct AuthenticatorTests {
    let context: Context
    let keys: CurveKeyPair

    init() throws {
        context = try Context()
        keys = try CurveKeyPair.generate()
    }

    private func request(
        version: String = "1.0",
        domain: String = "tongban",
        mechanism: String = "CURVE",
        credentials: [[UInt8]]? = nil
    ) -> [[UInt8]] {
        [version, "id-7", domain, "192.0.2.7", "", mechanism].map { Array($0.utf8) }
            + (credentials ?? [keys.publicKey.bytes])
    }

    /// Puts a raw request to the handler and returns the answer's parts as text.
    private func ask(_ authenticator: Authenticator, _ request: [[UInt8]]) throws -> [String] {
        let asker = try Socket(.req, in: context)
        try asker.connect("inproc://zeromq.zap.01")
        #expect(try asker.send(request))
        var decisions: [AuthenticationDecision] = []
        #expect(
            try eventually {
                decisions += try authenticator.handle()
                return !decisions.isEmpty
            }
        )
        #expect(decisions.count == 1)
        var answer: [MessagePart]?
        #expect(
            try eventually {
                answer = try asker.receive()
                return answer != nil
            }
        )
        return try #require(answer).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    @Test("answers follow RFC 27")
    func answers() throws {
        let authenticator = try Authenticator(in: context, allowed: [keys.publicKey: "350700"])
        #expect(try ask(authenticator, request()) == ["1.0", "id-7", "200", "OK", "350700", ""])
        let refused = ["1.0", "id-7", "400", "Refused", "", ""]
        #expect(try ask(authenticator, request(credentials: [[UInt8](repeating: 3, count: 32)])) == refused)
        #expect(try ask(authenticator, request(domain: "elsewhere")) == refused)
        #expect(try ask(authenticator, request(mechanism: "NULL", credentials: [])) == refused)
        #expect(try ask(authenticator, request(mechanism: "PLAIN", credentials: [[1], [2]])) == refused)
        let malformed = ["1.0", "id-7", "500", "Malformed", "", ""]
        #expect(try ask(authenticator, request(version: "2.0")) == malformed)
        #expect(try ask(authenticator, request(credentials: [])) == malformed)
        #expect(try ask(authenticator, request(credentials: [[1, 2, 3]])) == malformed)
        #expect(try ask(authenticator, request(credentials: [keys.publicKey.bytes, [1]])) == malformed)
        #expect(try ask(authenticator, request(credentials: [[UInt8]](repeating: [1], count: 40))) == malformed)
        #expect(try ask(authenticator, [[1]]) == ["1.0", "", "500", "Malformed", "", ""])
        // After all of these it still works.
        #expect(try ask(authenticator, request())[2] == "200")
    }

    @Test("the allow list counts as it is when the request is handled")
    func replacement() throws {
        let authenticator = try Authenticator(in: context)
        #expect(try ask(authenticator, request())[2] == "400")
        authenticator.allowed = [keys.publicKey: "341000"]
        #expect(try ask(authenticator, request())[4] == "341000")
        authenticator.allowed = [:]
        #expect(try ask(authenticator, request())[2] == "400")
        #expect(try authenticator.handle().isEmpty)
    }

    @Test("a context has one authenticator")
    func second() throws {
        let first = try Authenticator(in: context)
        let error = #expect(throws: ZeroMQError.self) { try Authenticator(in: context) }
        #expect(error?.cause == .addressInUse)
        #expect(first.socket.isOpen)
    }

    @Test("a server keeps its authenticator until it is closed")
    func kept() throws {
        let server = try Socket(.xpub, in: context)
        weak var authenticator: Authenticator?
        do {
            let local = try Authenticator(in: context)
            authenticator = local
            try server.apply([.curveServer(keys, authenticator: local)])
        }
        #expect(authenticator != nil)
        server.close()
        #expect(authenticator == nil)
    }
}
