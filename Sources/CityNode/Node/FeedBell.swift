import Synchronization

/// Tells everybody who follows the journal that there may be more.
package final class FeedBell: Sendable {
    private struct State {
        var followers: [Int: AsyncStream<Void>.Continuation] = [:]
        var next = 0
        var ended = false
        var count = 0
    }

    private let state = Mutex(State())

    /// Rings after commits, at most one unread ring per follower; ends with the node.
    package func rings() -> AsyncStream<Void> {
        let (stream, continuation) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        let number = state.withLock { state -> Int? in
            guard !state.ended else { return nil }
            state.next += 1
            state.followers[state.next] = continuation
            return state.next
        }
        guard let number else {
            continuation.finish()
            return stream
        }
        continuation.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.followers.removeValue(forKey: number) }
        }
        return stream
    }

    /// As ``rings()``, and rings at once: for whoever has to look at what is there already.
    func ringsFromNow() -> AsyncStream<Void> {
        let stream = rings()
        ring()
        return stream
    }

    /// How often it rang: what was committed before a ring is on disk for whoever sees its number here.
    var count: Int { state.withLock { $0.count } }

    func ring() {
        let followers = state.withLock { state in
            state.count += 1
            return Array(state.followers.values)
        }
        for follower in followers { follower.yield() }
    }

    func end() {
        let followers = state.withLock { state in
            state.ended = true
            defer { state.followers = [:] }
            return Array(state.followers.values)
        }
        for follower in followers { follower.finish() }
    }
}
