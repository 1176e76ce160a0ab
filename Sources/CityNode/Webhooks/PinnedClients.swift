import AsyncHTTPClient

/// HTTP clients that connect to one address each, whatever the host's name may lead to by then.
///
/// A client keeps its connections, so that deliveries in a row share them; one whose address is not used any more is shut
/// down when its last delivery has ended.
actor PinnedClients {
    private struct Entry {
        var client: HTTPClient
        var uses = 0
        var isRetired = false
    }

    private let host: String
    private var entries: [NetworkAddress: Entry] = [:]

    /// Makes clients for one host.
    init(host: String) { self.host = host }

    /// Does something with the client of an address, and lets go of those of others.
    func use<Answer: Sendable>(
        _ address: NetworkAddress,
        _ body: @Sendable (HTTPClient) async throws -> Answer
    ) async throws -> Answer {
        for other in entries.keys where other != address { entries[other]?.isRetired = true }
        var entry = entries[address] ?? Entry(client: Self.client(host, address))
        entry.uses += 1
        entry.isRetired = false
        entries[address] = entry
        let result: Result<Answer, any Error>
        do { result = .success(try await body(entry.client)) } catch { result = .failure(error) }
        entries[address]?.uses -= 1
        await sweep()
        return try result.get()
    }

    /// Lets go of all clients; those in use end with their last delivery.
    func close() async {
        for address in entries.keys { entries[address]?.isRetired = true }
        await sweep()
    }

    private func sweep() async {
        let done = entries.filter { $0.value.isRetired && $0.value.uses == 0 }
        for address in done.keys { entries[address] = nil }
        // An error says that the client was shut down before, which nobody else does.
        for entry in done.values { try? await entry.client.shutdown() }
    }

    private static func client(_ host: String, _ address: NetworkAddress) -> HTTPClient {
        var configuration = HTTPClient.Configuration()
        configuration.dnsOverride = [host: address.description]
        configuration.redirectConfiguration = .disallow
        configuration.timeout.connect = .milliseconds(WebhookLimits.connectMilliseconds)
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = WebhookLimits.deliveriesAtOnceMax
        return HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }
}
