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
        let (stream, follower) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        wake(follower)
        return stream
    }

    /// Rings after commits in a stream that the follower hears other things by too, until it ends; ends it with the node.
    ///
    /// One that passed on what it hears from ``rings()`` would be one more task to be run after each commit.
    package func wake(_ follower: AsyncStream<Void>.Continuation) {
        let number = state.withLock { state -> Int? in
            guard !state.ended else { return nil }
            state.next += 1
            state.followers[state.next] = follower
            return state.next
        }
        guard let number else { return follower.finish() }
        follower.onTermination = { [weak self] _ in self?.forget(number) }
    }

    private func forget(_ number: Int) { _ = state.withLock { $0.followers.removeValue(forKey: number) } }

    /// As ``rings()``, and rings at once: for whoever has to look at what is there already.
    func ringsFromNow() -> AsyncStream<Void> {
        let stream = rings()
        ring()
        return stream
    }

    /// Who is rung for.
    var followerCount: Int { state.withLock { $0.followers.count } }

    /// How often it rang: what was committed before a ring is on disk for whoever sees its number here.
    var count: Int { state.withLock { $0.count } }

    func ring() {
        let followers = state.withLock { state in
            state.count += 1
            return Array(state.followers)
        }
        for (number, follower) in followers {
            // One that had ended before it was here.
            if case .terminated = follower.yield() { forget(number) }
        }
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
