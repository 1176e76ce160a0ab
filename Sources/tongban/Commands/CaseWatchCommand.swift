import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore

/// The command `tongban case watch`.
struct CaseWatchCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "watch",
        abstract: "Follows a case until it ends, and prints each step as it happens.",
        discussion: """
            It ends when the case is delivered or was refused by the other node, or in the state that --until names, and \
            with status 8 where that did not happen in time or cannot happen any more. A node that restarts in between is \
            waited for.
            """
    )

    /// How long to wait before a lost node is tried again.
    static let retryMilliseconds: Int64 = 500

    @Argument(help: "The case's number.")
    var number: String

    @Option(help: "The state to wait for; may be given again. delivered where nothing is said.")
    var until: [String] = []

    @Option(help: "Give up after so many seconds.")
    var timeout: Int64 = 86_400

    @Option(help: "Give up when no node answered for so many seconds.")
    var patience: Int64 = 60

    @OptionGroup var options: NodeOptions

    func validate() throws {
        let states = [
            "submitted", "registered", "correcting", "accepted", "declined", "decided", "delivered", "refused",
        ]
        for state in until where !states.contains(state) {
            throw ValidationError("\(state) is no state: \(states.joined(separator: ", ")).")
        }
        guard timeout > 0, patience > 0 else {
            throw ValidationError("Give --timeout and --patience in seconds, from 1.")
        }
    }

    func run() async throws {
        let watch = CaseWatch(
            client: try options.client(),
            number: try PathPart.of(number),
            goals: until.isEmpty ? ["delivered"] : until,
            patience: .seconds(patience),
            deadline: .now + .seconds(timeout),
            console: Console.current
        )
        try await watch.run()
    }
}

/// Follows one case.
private struct CaseWatch: Sendable {
    let client: NodeClient
    let number: String
    let goals: [String]
    let patience: Duration
    let deadline: ContinuousClock.Instant
    let console: Console

    /// Prints until a goal is reached or the time is over.
    func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await follow() }
            group.addTask {
                try await Task.sleep(until: deadline, clock: .continuous)
                throw CommandFailure(
                    .notReached,
                    "the case did not become \(goals.joined(separator: " or ")) in time",
                    "See how it stands: tongban case show \(number)"
                )
            }
            defer { group.cancelAll() }
            try await group.next()
        }
    }

    private func follow() async throws {
        var state = Progress()
        while true {
            do {
                if try await step(&state) { return }
            } catch let failure as CommandFailure where failure.status == .unreachable {
                guard ContinuousClock.now - state.heardAt < patience else { throw failure }
                if !state.isLost { console.err("the node is away; waiting for it") }
                state.isLost = true
            }
            try await Task.sleep(for: .milliseconds(CaseWatchCommand.retryMilliseconds))
        }
    }

    /// Shows what is new and follows the feed until it ends; true where a goal was reached.
    private func step(_ state: inout Progress) async throws -> Bool {
        if try await show(&state) { return true }
        let query = Query([("after", "\(state.shown)"), ("case", number)])
        let request = HTTPClientRequest(url: client.address.base + "/v1/events" + query.text)
        let left = Int64((deadline - .now).components.seconds) + 1
        let response = try await client.open(request, seconds: left)
        guard response.status == .ok else { throw client.failure(try await client.read(response)) }
        var reader = ServerEventReader()
        var chunks = response.body.makeAsyncIterator()
        while let chunk = try? await chunks.next() {
            state.heardAt = .now
            if try !reader.take(chunk.readableBytesView).isEmpty, try await show(&state) { return true }
        }
        return false
    }

    /// Prints what was said since; true where a goal is reached, and a failure where none can be any more.
    private func show(_ state: inout Progress) async throws -> Bool {
        let answer = try await client.get("/v1/cases/\(number)")
        state.heardAt = .now
        state.isLost = false
        let item = try answer.decode(CaseAnswer.self)
        let before = state.shown
        let new = (item.history ?? []).filter { $0.id > before }
        if client.printsJSON, !new.isEmpty { console.out(answer.text) }
        for said in new where !client.printsJSON { console.out(Self.line(said)) }
        state.shown = max(before, new.map(\.id).max() ?? 0)
        if goals.contains(item.state) { return true }
        guard item.state == "delivered" || item.state == "refused" else { return false }
        throw CommandFailure(
            .notReached,
            "the case is \(item.state) and will not be \(goals.joined(separator: " or "))",
            "See why: tongban case show \(item.number)"
        )
    }

    private static func line(_ said: CaseAnswer.Said) -> String {
        let who = [said.office, said.officer].compactMap { $0 }.joined(separator: " ")
        let text = [who, said.text].filter { !$0.isEmpty }.joined(separator: ": ")
        return TextWidth.printable("\(Words.time(said.at))  \(said.city)  \(Words.kind(said.kind))  \(text)")
    }

    /// How far the watch has come.
    private struct Progress {
        /// The last event that was printed.
        var shown: Int64 = 0
        /// When the node was last heard.
        var heardAt = ContinuousClock.now
        /// Whether the node was said to be away.
        var isLost = false
    }
}
