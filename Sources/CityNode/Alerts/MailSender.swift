import Foundation
import NIOCore
import NIOPosix
import NIOSSL

/// Sends alerts as mail over SMTP, a connection for each.
struct MailSender: AlertSender {
    private let settings: MailSettings

    init(_ settings: MailSettings) { self.settings = settings }

    func send(_ message: AlertMessage) async throws(AlertFailure) -> String {
        let dialogue = SMTPDialogue(
            settings,
            name: Self.machineName(ProcessInfo.processInfo.hostName),
            content: MailText.bytes(message, settings)
        )
        do {
            return try await withThrowingTaskGroup(of: String.self) { group in
                group.addTask { try await talk(dialogue) }
                group.addTask {
                    try await Task.sleep(for: .seconds(AlertLimits.sendSeconds))
                    throw AlertFailure(
                        "the mail server did not answer in time",
                        remedy: "see to the mail server and to firewalls on the way; 'tls' must fit the port"
                    )
                }
                defer { group.cancelAll() }
                guard let answer = try await group.next() else { throw CancellationError() }
                return answer
            }
        } catch {
            throw Self.failure(error)
        }
    }

    func close() async {}

    /// This machine's name where EHLO takes it, and an address otherwise.
    static func machineName(_ text: String) -> String {
        let isName = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E].contains(byte)
        }
        return isName && (1...253).contains(text.utf8.count) ? text : "[127.0.0.1]"
    }

    private func talk(_ start: SMTPDialogue) async throws -> String {
        let tls = settings.security == .none ? nil : try context()
        var host = settings.server.host
        if host.hasPrefix("[") { host = String(host.dropFirst().dropLast()) }
        let name = host
        let isImplicit = settings.security == .implicit
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connectTimeout(.seconds(AlertLimits.connectSeconds))
            .connect(host: name, port: settings.server.port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    if isImplicit, let tls {
                        try channel.pipeline.syncOperations.addHandler(Self.handler(tls, name))
                    }
                    return try NIOAsyncChannel<ByteBuffer, ByteBuffer>(wrappingChannelSynchronously: channel)
                }
            }
        var answer: String?
        do {
            try await channel.executeThenClose { inbound, outbound in
                answer = try await converse(start, inbound, outbound, channel.channel, tls, name)
            }
        } catch {
            // The mail is taken: how the connection ended changes nothing.
            guard let answer else { throw error }
            return answer
        }
        guard let answer else { throw CancellationError() }
        return answer
    }

    private func converse(
        _ start: SMTPDialogue,
        _ inbound: NIOAsyncChannelInboundStream<ByteBuffer>,
        _ outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>,
        _ channel: any Channel,
        _ tls: NIOSSLContext?,
        _ host: String
    ) async throws -> String {
        var dialogue = start
        var reader = SMTPReader()
        for try await bytes in inbound {
            for reply in try reader.take(bytes.readableBytesView) {
                switch try dialogue.take(reply) {
                case .send(let bytes): try await outbound.write(ByteBuffer(bytes: bytes))
                case .startTLS:
                    // What came behind the answer was not encrypted, and is somebody else's (CVE-2011-0411).
                    guard reader.isEmpty, let tls else { throw SMTPReader.NotSMTP() }
                    try await channel.eventLoop.submit {
                        try channel.pipeline.syncOperations.addHandler(Self.handler(tls, host), position: .first)
                    }.get()
                    if case .send(let bytes) = dialogue.secured() { try await outbound.write(ByteBuffer(bytes: bytes)) }
                case .done(let bytes, let answer):
                    try? await outbound.write(ByteBuffer(bytes: bytes))
                    return answer
                }
            }
        }
        throw AlertFailure("the mail server closed the connection", remedy: "see to the mail server")
    }

    private func context() throws -> NIOSSLContext {
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.minimumTLSVersion = .tlsv12
        if let authorities = settings.authorities { configuration.trustRoots = .file(authorities) }
        do {
            return try NIOSSLContext(configuration: configuration)
        } catch {
            throw AlertFailure("the certificates of 'ca' cannot be read", remedy: "name a file of certificates in PEM")
        }
    }

    private static func handler(_ context: NIOSSLContext, _ host: String) throws -> NIOSSLClientHandler {
        // A name is told to the server; an address is checked and not told (RFC 6066, 3).
        let isAddress = (try? SocketAddress(ipAddress: host, port: 0)) != nil
        return try NIOSSLClientHandler(context: context, serverHostname: isAddress ? nil : host)
    }

    private static func failure(_ error: any Error) -> AlertFailure {
        let network = "see whether 'server' is right and this machine reaches it (firewall, name server)"
        switch error {
        case let error as AlertFailure: return error
        case is SMTPReader.NotSMTP:
            return AlertFailure(
                "what answers there is no mail server",
                remedy: "'tls: implicit' belongs to port 465, 'tls: starttls' to 587 or 25"
            )
        case is NIOSSLError, is BoringSSLError, is NIOSSLExtraError:
            return AlertFailure(
                "TLS failed: the server's certificate is not one that is trusted here, or it speaks no TLS there",
                remedy: "name the file of its authority as 'ca', or install ca-certificates; the certificate must hold "
                    + "the name under 'server'"
            )
        case let error as IOError: return AlertFailure(String(cString: strerror(error.errnoCode)), remedy: network)
        case let error as ChannelError:
            if case .connectTimeout = error { return AlertFailure("nothing answered in time", remedy: network) }
            return AlertFailure("the connection was lost", remedy: network)
        case is NIOConnectionError: return AlertFailure("no connection could be made", remedy: network)
        case is CancellationError: return AlertFailure("the node stopped", remedy: "start it again")
        default: return AlertFailure("it could not be sent (\(type(of: error)))", remedy: network)
        }
    }
}
