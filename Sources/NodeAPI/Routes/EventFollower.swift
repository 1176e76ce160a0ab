import CaseModel
import Hummingbird
import ServiceLifecycle

/// Writes events to one follower until it leaves or the node stops.
///
/// It asks the journal for the next slice only after the last is written: a slow follower costs one slice of memory, and
/// no event is ever dropped.
final class EventFollower: Sendable {
    private let service: any EventService
    private let after: Int64
    private let filter: EventFilter
    private let heartbeatMilliseconds: Int64
    private let signals: AsyncStream<Void>
    private let signal: AsyncStream<Void>.Continuation

    /// Follows after that id what a filter lets through.
    init(service: any EventService, after: Int64, filter: EventFilter, heartbeatMilliseconds: Int64) {
        self.service = service
        self.after = after
        self.filter = filter
        self.heartbeatMilliseconds = heartbeatMilliseconds
        (signals, signal) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Ends `run` soon.
    func stop() { signal.finish() }

    /// Writes events, and a comment when nothing happened for a while.
    func run(_ writer: inout any ResponseBodyWriter) async throws {
        // Listening starts before the first reading, so that no commit falls between the two.
        service.wake(signal)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                while (try? await Task.sleep(for: .milliseconds(heartbeatMilliseconds))) != nil { signal.yield() }
            }
            group.addTask { [self] in
                if (try? await gracefulShutdown()) != nil { signal.finish() }
            }
            defer { group.cancelAll() }
            try await follow(&writer)
        }
    }

    private func follow(_ writer: inout any ResponseBodyWriter) async throws {
        try await writer.write(ByteBuffer(string: "retry: \(APILimits.feedRetryMilliseconds)\n\n"))
        var through = after
        var writtenAt = ContinuousClock.now
        try await catchUp(&through, &writtenAt, &writer)
        // Whoever asks under a filter learns where it stands, also where nothing passed.
        try await writer.write(ByteBuffer(string: ": through \(through)\n\n"))
        for await _ in signals {
            try await catchUp(&through, &writtenAt, &writer)
            if ContinuousClock.now - writtenAt >= .milliseconds(heartbeatMilliseconds) {
                try await writer.write(ByteBuffer(string: ": through \(through)\n\n"))
                writtenAt = .now
            }
        }
    }

    private func catchUp(
        _ through: inout Int64,
        _ writtenAt: inout ContinuousClock.Instant,
        _ writer: inout any ResponseBodyWriter
    ) async throws {
        while true {
            let slice = try await service.events(after: through, matching: filter, limit: APILimits.feedSliceEventsMax)
            precondition(slice.through >= through, "the journal is read forwards")
            if !slice.events.isEmpty {
                try await writer.write(Self.text(slice.events))
                writtenAt = .now
            }
            let isStuck = slice.through == through
            through = slice.through
            if slice.isAtEnd || isStuck { return }
        }
    }

    private static func text(_ lines: [FeedLine]) -> ByteBuffer {
        var buffer = ByteBuffer()
        for line in lines {
            buffer.writeString("id: \(line.event.id)\nevent: \(line.event.kind.rawValue)\ndata: ")
            buffer.writeString(line.json)
            buffer.writeString("\n\n")
        }
        return buffer
    }
}
