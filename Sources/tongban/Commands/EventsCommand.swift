import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore

/// The command `tongban events`.
struct EventsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "events",
        abstract: "Prints what happened at a node, one event a line (事件流).",
        discussion: """
            Each line is the event's JSON as the node sends it. Without --follow it prints what there is and ends; with it, it \
            goes on with what comes, and waits for a node that restarts, without missing an event or printing one twice.

            Example:
              tongban events --follow --kind accepted --kind decided --side collecting
            """
    )

    /// How long to wait before a lost node is tried again.
    static let retryMilliseconds: Int64 = 500
    /// The feed has no end of its own.
    static let followSeconds: Int64 = 366 * 86_400
    /// How the node says through where it has read.
    private static let comment = ": through "

    @Flag(help: "Go on with what comes.")
    var follow = false

    @Option(help: "Begin after this event; without it with the oldest, or where --follow is given with what comes.")
    var after: Int64?

    @Option(help: "Give up when no node answered for so many seconds.")
    var patience: Int64 = 60

    @OptionGroup var filter: FilterOptions
    @OptionGroup var options: NodeOptions

    func run() async throws {
        let client = try options.client()
        var last = after ?? (follow ? nil : 0)
        var heardAt = ContinuousClock.now
        var isLost = false
        while true {
            do {
                if try await listen(client, &last, &heardAt, &isLost) { return }
            } catch let failure as CommandFailure where failure.status == .unreachable && follow {
                guard ContinuousClock.now - heardAt < .seconds(patience) else { throw failure }
                if !isLost { Console.current.err("the node is away; waiting for it") }
                isLost = true
            }
            try await Task.sleep(for: .milliseconds(Self.retryMilliseconds))
        }
    }

    /// Prints events until the connection ends; true where nothing more is wanted.
    private func listen(
        _ client: NodeClient,
        _ last: inout Int64?,
        _ heardAt: inout ContinuousClock.Instant,
        _ isLost: inout Bool
    ) async throws -> Bool {
        // Where nothing was heard yet, it begins with what comes from now on, and a lost connection must not change that.
        if last == nil { last = try await client.get("/v1/status").decode(Newest.self).newestEvent }
        let query = Query([("after", last.map { "\($0)" })] + filter.parts)
        let request = HTTPClientRequest(url: client.address.base + "/v1/events" + query.text)
        let response = try await client.open(request, seconds: Self.followSeconds)
        guard response.status == .ok else { throw client.failure(try await client.read(response)) }
        (heardAt, isLost) = (.now, false)
        var end: Int64?
        if !follow { end = try await client.get("/v1/status").decode(Newest.self).newestEvent }
        if let end, (last ?? 0) >= end { return true }
        var reader = ServerEventReader()
        var chunks = response.body.makeAsyncIterator()
        while let chunk = try? await chunks.next() {
            heardAt = .now
            for event in try reader.take(chunk.readableBytesView) {
                guard let id = event.id.flatMap({ Int64($0) }) else { continue }
                if let end, id > end { return true }
                Console.current.out(event.data)
                last = id
            }
            // The node tells in a comment through where it has read when nothing that is asked for came.
            if let end, max(last ?? 0, Self.through(chunk)) >= end { return true }
        }
        return false
    }

    private static func through(_ chunk: ByteBuffer) -> Int64 {
        let text = String(buffer: chunk)
        return text.split(separator: "\n").compactMap { line in
            line.hasPrefix(comment) ? Int64(line.dropFirst(comment.count)) : nil
        }.max() ?? 0
    }

    /// What a node's status says of its feed.
    private struct Newest: Decodable {
        var newestEvent: Int64
    }
}
