import AsyncHTTPClient
import Foundation
import NIOCore

/// Sends deliveries to one target, each to an address that was looked at.
actor WebhookSender {
    /// What is sent.
    struct Message: Sendable {
        /// Names it for good.
        var id: String
        var body: [UInt8]
        /// Those that sign it, one or two.
        var secrets: [WebhookSecret]
    }

    private let target: TargetAddress
    private let gate: TargetGate
    private let clients: PinnedClients
    private var checked: (addresses: [NetworkAddress], until: Int64)?
    private var current: NetworkAddress?

    /// Makes a sender; nothing is looked at before the first delivery.
    init(_ target: TargetAddress, gate: TargetGate) {
        self.target = target
        self.gate = gate
        clients = PinnedClients(host: target.host)
    }

    /// Sends once, and says what became of it.
    func send(_ message: Message) async -> DeliveryOutcome {
        do {
            let address = try await address()
            let request = request(message)
            return try await clients.use(address) { client in
                let response = try await client.execute(
                    request,
                    deadline: .now() + .milliseconds(WebhookLimits.deliveryMilliseconds)
                )
                // The answer is of no interest; a short one is read so that its connection can be used again.
                _ = try? await response.body.collect(upTo: WebhookLimits.answerBytesMax)
                return DeliveryOutcome(
                    status: Int(response.status.code),
                    retryAfter: response.headers.first(name: "Retry-After")
                )
            }
        } catch let objection as TargetAddress.Objection {
            return DeliveryOutcome(failure: objection.text)
        } catch {
            turn()
            return DeliveryOutcome(failure: Self.words(error))
        }
    }

    /// Lets go of all connections.
    func close() async { await clients.close() }

    /// The address to connect to: the one before, as long as the host still has it.
    private func address() async throws -> NetworkAddress {
        let now = Clock.steady.milliseconds
        var addresses = checked.map { now < $0.until ? $0.addresses : [] } ?? []
        if addresses.isEmpty {
            addresses = try await gate.addresses(of: target)
            checked = (addresses, now + WebhookLimits.addressMilliseconds)
        }
        if let current, addresses.contains(current) { return current }
        guard let first = addresses.first else { throw TargetAddress.Objection(text: "\(target.host) has no address") }
        current = first
        return first
    }

    /// Where a host has several addresses, the next one gets its turn.
    private func turn() {
        guard let addresses = checked?.addresses, let current, let place = addresses.firstIndex(of: current) else {
            return
        }
        self.current = addresses[(place + 1) % addresses.count]
    }

    private nonisolated func request(_ message: Message) -> HTTPClientRequest {
        let seconds = Clock.wall.milliseconds / 1_000
        var request = HTTPClientRequest(url: target.url)
        request.method = .POST
        request.headers.add(name: "Content-Type", value: CloudEvent<WebhookTest>.mediaType)
        request.headers.add(name: "User-Agent", value: "tongban/\(CityNode.version)")
        request.headers.add(name: "Webhook-Id", value: message.id)
        request.headers.add(name: "Webhook-Timestamp", value: "\(seconds)")
        request.headers.add(
            name: "Webhook-Signature",
            value: message.secrets.map { $0.signature(id: message.id, seconds: seconds, body: message.body) }
                .joined(separator: " ")
        )
        request.body = .bytes(ByteBuffer(bytes: message.body))
        return request
    }

    private static func words(_ error: any Error) -> String {
        switch error {
        case let error as HTTPClientError where error == .connectTimeout: "nothing answered in time"
        case let error as HTTPClientError where error == .deadlineExceeded || error == .readTimeout:
            "the answer did not come in time"
        case let error as HTTPClientError where error == .remoteConnectionClosed: "the connection was closed"
        case let error as IOError: String(cString: strerror(error.errnoCode))
        case is CancellationError: "the node stopped"
        default: "\(error)"
        }
    }
}
