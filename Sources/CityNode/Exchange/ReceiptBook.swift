import ExchangeCore
import Synchronization

/// Through where each peer has receipted our streams, for whoever waits for a receipt.
final class ReceiptBook: Sendable {
    private struct Wait {
        var sequence: UInt64
        var bell: AsyncStream<Never>.Continuation
    }

    private struct State {
        var through: [StreamKey: UInt64]
        var waits: [StreamKey: [Int: Wait]] = [:]
        var next = 0
        var isOver = false
    }

    private let state: Mutex<State>

    /// Begins with what the disk has.
    init(_ through: [StreamKey: UInt64]) { state = Mutex(State(through: through)) }

    /// Notes receipts that are on disk, and wakes those who waited for them.
    func note(_ receipts: [StreamKey: UInt64]) {
        guard !receipts.isEmpty else { return }
        let served = state.withLock { state in
            var served: [AsyncStream<Never>.Continuation] = []
            for (stream, through) in receipts {
                state.through[stream] = through
                for (number, wait) in state.waits[stream] ?? [:] where wait.sequence <= through {
                    served.append(wait.bell)
                    state.waits[stream]?[number] = nil
                }
            }
            return served
        }
        for bell in served { bell.finish() }
    }

    /// Waits until a peer has receipted our stream through a number, or until a moment; whether it has.
    func reaches(_ sequence: UInt64, of stream: StreamKey, until moment: ContinuousClock.Instant) async -> Bool {
        if let bells = wait(for: sequence, of: stream) {
            await withTaskGroup(of: Void.self) { group in
                group.addTask { for await _ in bells {} }
                group.addTask { try? await Task.sleep(until: moment) }
                await group.next()
                group.cancelAll()
            }
        }
        return state.withLock { sequence <= $0.through[stream] ?? 0 }
    }

    /// A stream that ends with the receipt; `nil` where there is nothing to wait for.
    private func wait(for sequence: UInt64, of stream: StreamKey) -> AsyncStream<Never>? {
        let (bells, bell) = AsyncStream.makeStream(of: Never.self)
        let number = state.withLock { state -> Int? in
            guard !state.isOver, sequence > state.through[stream] ?? 0 else { return nil }
            state.next += 1
            state.waits[stream, default: [:]][state.next] = Wait(sequence: sequence, bell: bell)
            return state.next
        }
        guard let number else { return nil }
        bell.onTermination = { [weak self] _ in
            _ = self?.state.withLock { $0.waits[stream]?.removeValue(forKey: number) }
        }
        return bells
    }

    /// Lets everybody go: the node stops.
    func end() {
        let waits = state.withLock { state in
            state.isOver = true
            defer { state.waits = [:] }
            return state.waits.values.flatMap(\.values)
        }
        for wait in waits { wait.bell.finish() }
    }
}
