import ExchangeCore
import Foundation
import Logging

/// Tells people of alarms through every channel of the configuration, each on its own.
package actor AlertHub {
    private let tellers: [(channel: AlertChannel, teller: AlertTeller)]
    private let memory: AlertMemory
    private let log: Logger
    private var told: [String: [AlertBook.Told]]

    /// What came of a test of one channel.
    package struct TestResult: Hashable, Sendable {
        /// The channel.
        package var channel: String
        /// What it leads to.
        package var kind: AlertChannel.Kind
        /// Whether the other side took it.
        package var isDelivered: Bool
        /// What the other side answered, or what went wrong.
        package var answer: String
        /// What to do where it was not taken.
        package var remedy: String?
    }

    /// A channel and how it stands.
    package struct ChannelState: Hashable, Sendable {
        /// The channel.
        package var channel: AlertChannel
        /// How it stands.
        package var standing: AlertStanding
    }

    /// Makes the channels; nothing is sent before ``run()``.
    init(_ configuration: Configuration, board: AlarmBoard, log: Logger) {
        let memory = AlertMemory(folder: configuration.data)
        let told = memory.read()
        let store = Slot()
        self.memory = memory
        self.log = log
        self.told = told
        tellers = configuration.alerts.channels.map { channel in
            let setup = AlertTeller.Setup(
                channel: channel,
                node: configuration.node,
                city: configuration.own?.name ?? "",
                board: board,
                log: log,
                keep: { await store.hub?.keep($0, $1) }
            )
            let teller = AlertTeller(setup, sender: channel.target.sender, told: told[channel.name] ?? [])
            return (channel, teller)
        }
        store.hub = self
    }

    /// Tells until its task is cancelled.
    func run() async {
        let tellers = tellers
        await withDiscardingTaskGroup { group in
            for (_, teller) in tellers { group.addTask { await teller.run() } }
        }
    }

    private func keep(_ channel: String, _ lines: [AlertBook.Told]) {
        // Channels that are in the configuration no more are forgotten.
        let names = Set(tellers.map(\.channel.name))
        told = told.filter { names.contains($0.key) }
        told[channel] = lines
        do {
            try memory.write(told)
        } catch {
            log.warning("what was told could not be kept; a start may tell it once more: \(error.localizedDescription)")
        }
    }

    /// Every channel with how it stands, in the order of the configuration.
    package func channels() async -> [ChannelState] {
        var states: [ChannelState] = []
        for (channel, teller) in tellers {
            states.append(ChannelState(channel: channel, standing: await teller.standing))
        }
        return states
    }

    /// Sends a test message through one channel, or through all at once; `nil` where there is no such channel.
    package func test(_ name: String?) async -> [TestResult]? {
        let chosen = tellers.enumerated().filter { name == nil || $0.element.channel.name == name }
        guard name == nil || !chosen.isEmpty else { return nil }
        return await withTaskGroup(of: (Int, TestResult).self) { group in
            for (index, (channel, teller)) in chosen {
                group.addTask { (index, await Self.test(channel, teller)) }
            }
            var results: [(Int, TestResult)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func test(_ channel: AlertChannel, _ teller: AlertTeller) async -> TestResult {
        let kind = channel.target.kind
        do {
            let answer = try await teller.test()
            return TestResult(channel: channel.name, kind: kind, isDelivered: true, answer: answer)
        } catch {
            return TestResult(
                channel: channel.name,
                kind: kind,
                isDelivered: false,
                answer: error.text,
                remedy: error.remedy
            )
        }
    }

    /// Where the tellers find their hub, which is made after them.
    private final class Slot: @unchecked Sendable {
        // Set once, before anything runs.
        weak var hub: AlertHub?
    }
}
