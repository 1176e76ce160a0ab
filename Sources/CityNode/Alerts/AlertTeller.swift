import ExchangeCore
import Foundation
import Logging

/// Tells one channel what stands, until its task is cancelled.
///
/// A channel that fails is tried again after a while that grows, with what is to be told by then: nothing queues up.
actor AlertTeller {
    /// What a teller works with.
    struct Setup: Sendable {
        var channel: AlertChannel
        var node: NodeCode
        var city: String
        var board: AlarmBoard
        var log: Logger
        /// What time it is, in milliseconds; a test has a clock of its own.
        var now: @Sendable () -> Int64 = { Clock.wall.milliseconds }
        /// Keeps what was told.
        var keep: @Sendable (String, [AlertBook.Told]) async -> Void = { _, _ in }
    }

    private let setup: Setup
    private let sender: any AlertSender
    private var book: AlertBook
    private var pace: SendPace
    private var gatheringSince: Int64?
    private var failures = 0
    private var notBefore: Int64 = 0
    private var random = SystemRandomNumberGenerator()

    /// How it stands.
    private(set) var standing = AlertStanding()

    /// Begins with what was told in an earlier life.
    init(_ setup: Setup, sender: any AlertSender, told: [AlertBook.Told]) {
        self.setup = setup
        self.sender = sender
        book = AlertBook(rules: setup.channel.rules, told: told, startedAt: setup.now())
        pace = SendPace(perMinute: setup.channel.target.messagesPerMinute)
    }

    /// Runs until its task is cancelled.
    func run() async {
        while !Task.isCancelled {
            await look()
            try? await Task.sleep(for: .milliseconds(AlertLimits.lookMilliseconds))
        }
        await sender.close()
    }

    /// Looks at what stands once, and tells what is due.
    func look() async {
        let now = setup.now()
        // Who is told that a channel fails has to be told by another one.
        let alarms = setup.board.list.filter { $0.code != .alertChannelFails || $0.detail != setup.channel.name }
        let news = book.news(of: alarms, now: now)
        guard !news.isEmpty else {
            gatheringSince = nil
            return
        }
        let since = gatheringSince ?? now
        gatheringSince = since
        guard now - since >= Int64(setup.channel.rules.groupSeconds) * 1_000, now >= notBefore, pace.take(now: now)
        else { return }
        await tell(news, now)
    }

    private func tell(_ news: [AlertNews], _ now: Int64) async {
        do {
            let answer = try await sender.send(message(news, at: now))
            book.note(news, at: now)
            gatheringSince = nil
            succeeded(answer)
            await setup.keep(setup.channel.name, Array(book.told.values))
        } catch {
            failed(error)
        }
    }

    /// Sends a test message now; what was answered.
    ///
    /// - Throws: `AlertFailure`.
    func test() async throws(AlertFailure) -> String {
        let now = setup.now()
        guard pace.take(now: now) else {
            throw AlertFailure(
                "\(setup.channel.target.messagesPerMinute) messages went there within a minute",
                remedy: "wait a minute; more would make the other side refuse all of them"
            )
        }
        do {
            let answer = try await sender.send(message([], at: now))
            succeeded(answer)
            return answer
        } catch {
            standing.failure = error.text
            throw error
        }
    }

    private func message(_ news: [AlertNews], at now: Int64) -> AlertMessage {
        AlertMessage(node: setup.node, city: setup.city, at: now, id: UUID().uuidString.lowercased(), news: news)
    }

    private func succeeded(_ answer: String) {
        standing.lastSentAt = setup.now()
        standing.failure = nil
        if failures > 0 { setup.log.notice("alerts are told again", metadata: metadata) }
        failures = 0
        notBefore = 0
        setup.board.clear(.alertChannelFails, detail: setup.channel.name)
    }

    private func failed(_ failure: AlertFailure) {
        // A stop breaks off what is on its way; the next start tells it.
        guard !Task.isCancelled else { return }
        failures += 1
        standing.failure = failure.text
        notBefore = setup.now() + max(failure.pauseMilliseconds, wait())
        setup.log.warning("an alert could not be told: \(failure.text); \(failure.remedy)", metadata: metadata)
        guard failures >= AlertLimits.failuresMax else { return }
        setup.board.raise(
            .alertChannelFails,
            detail: setup.channel.name,
            "alerts cannot be told through the channel \(setup.channel.name): \(failure.text); \(failure.remedy); "
                + "'tongban alert test \(setup.channel.name)' tries it"
        )
    }

    private func wait() -> Int64 {
        var bound = AlertLimits.retryMilliseconds
        for _ in 1..<max(failures, 1) where bound < AlertLimits.retryMillisecondsMax {
            bound = min(bound * 2, AlertLimits.retryMillisecondsMax)
        }
        return Int64.random(in: (bound / 2)...bound, using: &random)
    }

    private var metadata: Logger.Metadata { ["channel": "\(setup.channel.name)"] }
}

/// How a channel stands.
package struct AlertStanding: Hashable, Sendable {
    /// When the last message was taken, in milliseconds since 1970-01-01T00:00:00Z; `nil` before the first since the start.
    package var lastSentAt: Int64?
    /// Why the last attempt failed; `nil` where it did not.
    package var failure: String?
}
