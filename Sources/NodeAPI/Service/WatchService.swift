import NodeMetrics

/// What programs that watch a node ask for.
package protocol WatchService: Sendable {
    /// Everything that the node measures of itself; what the API measures is added to it.
    func measure() async throws(ServiceError) -> MetricsPage

    /// Why the node takes no work now; empty where it does.
    ///
    /// Answers within a few seconds also where a part of the node hangs.
    func obstacles() async -> [ReadinessReason]
}

/// One reason why a node takes no work.
package struct ReadinessReason: Hashable, Sendable, Codable {
    /// A word that never changes its meaning, such as `disk-full`.
    package var code: String
    /// What is wrong and what to do; nothing of any person.
    package var text: String

    /// Makes a reason.
    package init(code: String, text: String) {
        self.code = code
        self.text = text
    }
}
