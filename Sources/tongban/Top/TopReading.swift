import Foundation

/// What a node said at one moment.
struct TopReading: Sendable {
    /// When, in seconds of a clock that nobody sets.
    var at: Double
    /// Its measurements.
    var metrics: MetricsText
    /// Its status.
    var status: StatusAnswer
    /// Its peers.
    var peers: [PeerAnswer]

    /// Asks a node; tells why where it does not answer.
    static func take(_ client: NodeClient) async -> Result<TopReading, any Error> {
        do {
            return .success(try await read(client))
        } catch { return .failure(error) }
    }

    private static func read(_ client: NodeClient) async throws -> TopReading {
        async let page = client.get("/metrics")
        async let status = client.get("/v1/status")
        async let peers = client.get("/v1/peers")
        return TopReading(
            at: now,
            metrics: MetricsText(try await page.text),
            status: try await status.decode(StatusAnswer.self),
            peers: try await peers.decode(PeerAnswer.All.self).peers
        )
    }

    private static var now: Double { ProcessInfo.processInfo.systemUptime }
}

/// A node of the view: what it said last and before that, or why it says nothing.
struct TopNode: Sendable {
    /// How the caller named it.
    var name: String
    /// What it said last.
    var last: TopReading?
    /// What it said before that.
    var before: TopReading?
    /// Why it could not be asked the last time.
    var failure: String?

    /// Takes a new reading.
    mutating func take(_ result: Result<TopReading, any Error>) {
        switch result {
        case .success(let reading): (before, last, failure) = (last, reading, nil)
        case .failure(let error):
            before = nil
            failure = (error as? CommandFailure)?.lines.joined(separator: ". ") ?? "\(error)"
        }
    }

    /// How much a counter grew in a second between the two readings; `nil` where that is not known.
    func rate(_ metric: String, _ labels: [String: String] = [:]) -> Double? {
        guard let last, let before, last.at > before.at, let now = last.metrics.sum(metric, labels) else { return nil }
        let then = before.metrics.sum(metric, labels) ?? 0
        // Smaller than before: the node was started anew.
        return (now >= then ? now - then : now) / (last.at - before.at)
    }

    /// The value below which that part of a histogram's observations lies: those between the two readings, or all.
    func quantile(_ metric: String, _ part: Double) -> Double? {
        guard let buckets = last?.metrics.buckets(metric) else { return nil }
        return buckets.since(before?.metrics.buckets(metric) ?? []).quantile(part)
    }
}
