import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("Reminders: who hears of what is slow, by the test's own clock")
struct ReminderWatchTests {
    private let city: TestCity
    private let timetable: Timetable
    private var rules = ReminderRules.standard

    init() throws {
        city = try TestCity(Sample.nanping, peers: [Sample.quzhou])
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Config/catalogue/calendar.yaml").standardized.path
        timetable = Timetable(calendar: try CalendarFile.load(file: file))
        start()
    }

    private func start() { city.confirm(Sample.quzhou) }

    /// Sets the clock to a local time, `yyyy-mm-dd hh:mm`.
    private func set(_ text: String) {
        let parts = text.split(separator: " ")
        let time = sure(parts[1].split(separator: ":").compactMap { Int64($0) })
        let day = sure(LocalDay(dashed: parts[0]))
        city.now = Instant(milliseconds: day.startMilliseconds + (time[0] * 60 + time[1]) * 60_000)
    }

    /// A case that Quzhou shows to the liaison here (即时响应), or hands in, at the time of the clock.
    private func receive(consulting: Bool) throws -> CaseNumber {
        var submission = Sample.submission()
        submission.mode = .collected
        let entry =
            try consulting ? EntryEncoder.encode(consulting: submission) : EntryEncoder.encode(submission)
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .case)
        try voice.say(
            kind: entry.kind,
            body: entry.body,
            text: submission.number.description,
            at: city.now.milliseconds
        )
        voice.send(to: city)
        return submission.number
    }

    /// Looks at everything that is due.
    @discardableResult
    private func watch() throws -> Int {
        let (timetable, rules) = (timetable, rules)
        var told = 0
        while let next = try city.read({ try $0.nextLook() }), next <= city.now.milliseconds {
            told += try city.run { try ReminderWatch(scope: $0, timetable: timetable, rules: rules).look().told }
        }
        return told
    }

    private func reminders(_ standing: ReminderQuery.Standing = .open) throws -> [ReminderRow] {
        var query = ReminderQuery()
        query.standing = standing
        return try city.read { try $0.reminders(query) }.items
    }

    private func lines(_ standing: ReminderQuery.Standing = .open) throws -> [String] {
        try reminders(standing).map { "\($0.reminder.matter) \($0.reminder.to.rawValue)" }.sorted()
    }

    @Test(
        "Each is told once, as it becomes due, also what became due while the node was down, and settled by the answer"
    )
    func response() throws {
        set("2026-11-24 09:00")
        let number = try receive(consulting: true)
        #expect(try watch() == 1)
        #expect(try lines() == ["response/1/1 liaison"])
        #expect(try reminders().map(\.toldAt) == [city.now.milliseconds])
        set("2026-11-24 09:09")
        #expect(try watch() == 0)
        // The node is down when the deputy should hear.
        try city.restart()
        start()
        set("2026-11-24 09:25")
        #expect(try watch() == 1)
        #expect(try lines() == ["response/1/1 liaison", "response/1/2 deputyLiaison"])
        let late = try #require(try reminders().first)
        #expect(late.toldAt - late.reminder.dueAt == 15 * 60_000, "due at 09:10, told at 09:25")
        #expect(try watch() == 0)
        set("2026-11-24 09:28")
        try city.act(.endorse(Remark(office: "审批科", officer: "赵六", role: .liaison)), on: number)
        #expect(try watch() == 0)
        #expect(try lines().isEmpty)
        #expect(try reminders(.settled).map(\.settledAt) == [city.now.milliseconds, city.now.milliseconds])
        set("2026-11-24 11:00")
        #expect(try watch() == 0, "the working group was never due")
    }

    @Test("What is due at no time costs no look")
    func idle() throws {
        set("2026-11-24 09:00")
        let number = try receive(consulting: true)
        try watch()
        let due = try #require(try city.read { try $0.nextLook() })
        #expect(due == city.now.milliseconds + 10 * 60_000, "the deputy's turn")
        try city.act(.object(Self.objection), on: number)
        try watch()
        #expect(try city.read { try $0.nextLook() } == nil)
        let open = try city.read { try $0.watched(through: .max, after: nil, limit: 10) }
        #expect(open.map(\.row.record.number) == [number], "another table may have more to say of it")
    }

    private static let objection = Correction(
        defects: [.init(subject: "章程", problem: "缺签字", remedy: "补签")],
        office: "审批科",
        officer: "赵六",
        role: .liaison
    )

    @Test("A correction whose days are over is the reviewer's to lapse, and that settles it")
    func correction() throws {
        set("2026-11-24 09:00")
        let number = try receive(consulting: false)
        try city.act(Sample.correction, on: number)
        #expect(try watch() == 0, "30 days are left")
        set("2026-12-25 09:00")
        #expect(try watch() == 1)
        #expect(try lines() == ["correction/20261224/over reviewer"])
        #expect(try reminders().first?.reminder.matter.words.contains("lapsed") == true)
        try city.act(.lapse(Remark(office: "审批科", officer: "赵六", role: .reviewer)), on: number)
        try watch()
        #expect(try lines().isEmpty)
        #expect(try city.record(number)?.state == .lapsed)
    }

    @Test("The window's re-check, then the clocks near and past their last day; a decision settles all of them")
    func decision() throws {
        set("2026-11-24 09:00")
        let number = try receive(consulting: false)
        set("2026-11-25 17:30")
        try watch()
        #expect(try lines() == ["recheck/1/1 handlingWindow"])
        try city.act(.forward(Remark(office: "窗口", officer: "孙八", role: .handlingWindow)), on: number)
        try city.act(Sample.accept, on: number)
        set("2027-02-01 09:00")
        try watch()
        let open = try lines()
        #expect(open.count == 4 && open.allSatisfy { $0.hasPrefix("promised/") || $0.hasPrefix("statutory/") })
        try city.act(Sample.grant(), on: number)
        set("2027-02-01 09:01")
        try watch()
        #expect(try lines().isEmpty)
        #expect(try lines(.settled).count == 5)
    }

    @Test("Another table is applied to all open cases, a piece at a time, and tells nobody twice")
    mutating func anotherTable() throws {
        set("2026-11-24 09:00")
        _ = try receive(consulting: true)
        try watch()
        set("2026-11-24 09:06")
        #expect(try watch() == 0)
        let steps = [
            StageTimerRules.Step(after: WorkAmount(0, .officeMinutes), to: .liaison),
            StageTimerRules.Step(after: WorkAmount(5, .officeMinutes), to: .workingGroup),
        ]
        rules = try ReminderRules(stages: StageTimerRules([.response: .init(limit: steps[1].after, steps: steps)]))
        let (timetable, rules) = (timetable, rules)
        let looks = try city.run {
            try ReminderWatch(scope: $0, timetable: timetable, rules: rules).lookAgain(after: nil)
        }
        #expect(looks.told == 1 && looks.next == nil)
        #expect(try lines() == ["response/1/1 liaison", "response/1/2 supervisor"])
    }

    @Test("More cases than one transaction looks at are all looked at")
    func many() throws {
        set("2026-11-24 09:00")
        let count = ReminderWatch.casesMax * 2 + 3
        let at = city.now.milliseconds
        try city.run { scope in
            for index in 0..<count {
                var submission = Sample.submission(number: Sample.number(Sample.quzhou, random: UInt64(index) << 20))
                submission.mode = .collected
                var record = try CaseRecord(submitted: submission, at: at)
                record = try record.applying(.registered, at: at)
                _ = try scope.writer.addCase(record)
            }
        }
        #expect(try watch() == 0)
        set("2026-12-02 09:00")
        #expect(
            try watch() == count * 2,
            "acceptance near and past its last day; there is no history to tell stages from"
        )
        let (timetable, rules) = (timetable, rules)
        var cursor: WatchedCase.Cursor?
        var pieces = 0
        repeat {
            let from = cursor
            let looks = try city.run {
                try ReminderWatch(scope: $0, timetable: timetable, rules: rules).lookAgain(after: from)
            }
            #expect(looks.told == 0)
            cursor = looks.next
            pieces += 1
        } while cursor != nil
        #expect(pieces == 3)
    }
}
