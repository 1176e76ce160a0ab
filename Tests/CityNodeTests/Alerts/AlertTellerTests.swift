import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("AlertTeller: grouping, pace, failures, with a clock of its own")
struct AlertTellerTests {
    private let clock = Box(Clock.wall.milliseconds + AlertSamples.hour)
    private let board = AlarmBoard()
    private let sender = FakeSender()

    private func teller(_ channel: AlertChannel = AlertSamples.channel, told: [AlertBook.Told] = []) -> AlertTeller {
        AlertTeller(
            .init(
                channel: channel,
                node: Sample.quzhou,
                city: "衢州市",
                board: board,
                log: Sample.silent,
                now: { [clock] in clock.value.withLock { $0 } }
            ),
            sender: sender,
            told: told
        )
    }

    private func wait(_ seconds: Int64) { clock.value.withLock { $0 += seconds * 1_000 } }

    @Test("What comes within some seconds is told in one message")
    func groups() async {
        let teller = teller()
        board.raise(.diskLow, "one")
        await teller.look()
        wait(9)
        board.raise(.halted, peer: Sample.nanping, "two")
        await teller.look()
        #expect(sender.lines.isEmpty)
        wait(1)
        await teller.look()
        #expect(sender.lines == ["raised halted, raised disk-low"])
        wait(60)
        await teller.look()
        #expect(sender.lines.count == 1)
    }

    @Test("A message has the most urgent first, and counts what does not fit")
    func bounds() async throws {
        let teller = teller()
        for index in 0..<AlertMessage.newsMax + 5 { board.raise(.webhookDead, detail: "\(index)", "dead") }
        board.raise(.commitsFail, "full")
        await teller.look()
        wait(10)
        await teller.look()
        let message = try #require(sender.sent.value.withLock { $0.first })
        #expect(message.shown.count == AlertMessage.newsMax && message.leftOut == 6)
        #expect(message.subject == "通办 critical 严重: 衢州市 330800: commits-fail 数据无法写入 (+35)")
        #expect(message.lines.contains { $0.contains("6 more") })
        #expect(await teller.standing.lastSentAt == clock.value.withLock { $0 })
    }

    @Test("A channel that fails is tried again ever later, is an alarm for the others, and tells then what stands then")
    func fails() async {
        let teller = teller()
        sender.failure.value.withLock { $0 = AlertFailure("no answer", remedy: "look there") }
        board.raise(.diskLow, "one")
        var attempts = 0
        var last = ""
        for _ in 0..<900 {
            wait(1)
            await teller.look()
            let failure = await teller.standing.failure ?? ""
            if failure != last { attempts += 1 }
            last = failure
            sender.failure.value.withLock { $0 = AlertFailure("no answer \(attempts)", remedy: "look there") }
        }
        // 5, 10, 20, 40, 80, 160 and then 300 s, each shortened by chance to no less than its half.
        #expect((6...12).contains(attempts), "\(attempts)")
        let failing = board.list.first { $0.code == .alertChannelFails }
        #expect(failing?.detail == "duty")
        #expect(failing?.text.contains("look there") == true)
        board.raise(.halted, peer: Sample.nanping, "two")
        sender.failure.value.withLock { $0 = nil }
        wait(300)
        await teller.look()
        #expect(sender.lines == ["raised halted, raised disk-low"], "and nothing of itself")
        #expect(!board.list.contains { $0.code == .alertChannelFails })
        #expect(await teller.standing.failure == nil)
    }

    @Test("Another channel tells that one fails")
    func tellsOfAnother() async {
        let teller = teller()
        board.raise(.alertChannelFails, detail: "robot", "no answer")
        board.raise(.alertChannelFails, detail: "duty", "no answer")
        await teller.look()
        wait(10)
        await teller.look()
        #expect(sender.lines == ["raised alert-channel-fails"])
    }

    @Test("A robot gets no more than twenty messages a minute, tests included")
    func paces() async throws {
        let robot = DingTalkSettings(url: DingTalkSettings.usualURL, token: "t")
        var rules = AlertRules()
        (rules.standSeconds, rules.groupSeconds) = (0, 0)
        let teller = teller(AlertChannel(name: "robot", target: .dingTalk(robot), rules: rules))
        for _ in 0..<5 { _ = try await teller.test() }
        for index in 0..<40 {
            board.raise(.webhookDead, detail: "\(index)", "dead")
            await teller.look()
            wait(1)
        }
        #expect(sender.sent.value.withLock { $0.count } == 20)
        await #expect(throws: AlertFailure.self) { try await teller.test() }
        wait(20)
        await teller.look()
        #expect(sender.sent.value.withLock { $0.last?.news.count } == 25)
        var pace = SendPace(perMinute: 20)
        var sent: [Int64] = []
        for now in stride(from: Int64(0), to: 300_000, by: 700) where pace.take(now: now) { sent.append(now) }
        for first in sent { #expect(sent.count { (first..<first + 60_000).contains($0) } <= 20) }
    }

    @Test("A muted robot is left alone for as long as it is muted")
    func muted() async {
        let teller = teller()
        sender.failure.value.withLock { $0 = DingTalk.failure(.init(errcode: 130_101, errmsg: "send too fast")) }
        board.raise(.diskLow, "one")
        await teller.look()
        wait(10)
        await teller.look()
        sender.failure.value.withLock { $0 = nil }
        wait(599)
        await teller.look()
        #expect(sender.lines.isEmpty)
        wait(1)
        await teller.look()
        #expect(sender.lines == ["raised disk-low"])
    }

    @Test("What was told is found again after a restart, and whatever else is in the file is nothing")
    func remembers() throws {
        let folder = try TemporaryFolder()
        let memory = AlertMemory(folder: folder.path)
        #expect(memory.read().isEmpty)
        let told = AlertBook.Told(alarm: AlertSamples.alarm(.halted, peer: Sample.nanping, detail: "case"), at: 5)
        try memory.write(["duty": [told]])
        #expect(memory.read() == ["duty": [told]])
        try folder.write("{", to: "alerts.json")
        #expect(memory.read().isEmpty)
    }
}
