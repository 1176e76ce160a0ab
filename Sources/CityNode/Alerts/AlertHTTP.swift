import AsyncHTTPClient
import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Posts JSON for a channel.
///
/// Where it leads was written into the configuration by an operator, so a private address is as good as any.
actor AlertHTTP {
    /// An answer.
    struct Answer: Sendable {
        var status: Int
        var body: [UInt8]
    }

    private let authorities: String?
    private var made: HTTPClient?

    /// Trusts the certificates of that file, or the system's.
    init(authorities: String?) { self.authorities = authorities }

    /// Posts a body and reads the answer; a redirect is an answer and is not followed.
    func post(
        _ url: String,
        headers: [(name: String, value: String)],
        body: [UInt8]
    ) async throws(AlertFailure) -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = .POST
        request.headers.add(name: "User-Agent", value: "tongban/\(CityNode.version)")
        for (name, value) in headers { request.headers.add(name: name, value: value) }
        request.body = .bytes(ByteBuffer(bytes: body))
        do {
            let response = try await client.execute(request, deadline: .now() + .seconds(AlertLimits.sendSeconds))
            let content = try await response.body.collect(upTo: AlertLimits.answerBytesMax)
            return Answer(status: Int(response.status.code), body: Array(content.readableBytesView))
        } catch {
            throw Self.failure(error)
        }
    }

    /// Lets go of connections; another post makes new ones.
    func close() async {
        let client = made
        made = nil
        // An error says that the client was shut down before, which nobody else does.
        try? await client?.shutdown()
    }

    private var client: HTTPClient {
        if let made { return made }
        var configuration = HTTPClient.Configuration()
        if let authorities {
            var tls = TLSConfiguration.makeClientConfiguration()
            tls.trustRoots = .file(authorities)
            configuration.tlsConfiguration = tls
        }
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .seconds(AlertLimits.connectSeconds)
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        made = client
        return client
    }

    /// What happened, without the address: it may hold a token.
    private static func failure(_ error: any Error) -> AlertFailure {
        let network = "see whether the address is right and this machine reaches it (firewall, proxy, name server)"
        switch error {
        case let error as HTTPClientError where error == .connectTimeout:
            return AlertFailure("nothing answered in time", remedy: network)
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            return AlertFailure("the answer did not come in time", remedy: "see to the system there")
        case let error as HTTPClientError where error == .remoteConnectionClosed:
            return AlertFailure("the connection was closed", remedy: "see to the system there")
        case let error as IOError:
            return AlertFailure(String(cString: strerror(error.errnoCode)), remedy: network)
        case is NIOConnectionError: return AlertFailure("no connection could be made", remedy: network)
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            return AlertFailure(
                "its certificate is not one that is trusted here",
                remedy: "name the file of its authority as 'ca', or install ca-certificates"
            )
        case is NIOTooManyBytesError:
            return AlertFailure("its answer is too long", remedy: "is it the right address?")
        case is CancellationError: return AlertFailure("the node stopped", remedy: "start it again")
        default: return AlertFailure("it could not be sent (\(type(of: error)))", remedy: network)
        }
    }
}
