import NodeMetrics

/// What a node counts while it works, from the daemon's start on.
package final class NodeMeters: Sendable {
    /// What the writer does.
    let writer = WriterMeter()
    /// What goes in and out of the folder of materials.
    let materials = MaterialMeter()
    /// Events that webhooks' targets took.
    let webhooksDelivered = Counter()
    /// Attempts to deliver an event that were not taken.
    let webhooksFailed = Counter()
    /// Packages of the file drop that were done.
    let packagesDone = Counter()
    /// Packages of the file drop that were refused.
    let packagesRefused = Counter()
    /// Packages of the file drop that wait to be tried again, each time.
    let packagesPostponed = Counter()
    /// When the round of upkeep ended last, in milliseconds since 1970-01-01T00:00:00Z; 0 before the first.
    let upkeepEndedAt = Gauge()

    /// Nothing is counted yet.
    package init() {}
}

/// What is counted of materials on their way.
final class MaterialMeter: Sendable {
    /// Bytes that came from peers.
    let receivedBytes = Counter()
    /// Bytes that peers were given.
    let sentBytes = Counter()
    /// How often a fetch was put off.
    let postponed = Counter()
    /// How many are being fetched now.
    let fetching = Gauge()
}
