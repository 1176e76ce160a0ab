import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import TestChance
import Testing

@testable import CityNode

@Suite("Statistics: what is on disk against what the test saw happen")
struct StatisticsTests {
    private let city: TestCity
    private let timetable: Timetable

    init() throws {
        city = try TestCity(Sample.nanping, peers: [Sample.quzhou])
        city.confirm(Sample.quzhou)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Config/catalogue/calendar.yaml").standardized.path
        timetable = Timetable(calendar: try CalendarFile.load(file: file))
    }

    /// What the test saw of one case.
    private struct Seen {
        var record: CaseRecord
        var window: String?
        var department = CaseFact.noOffice
        var asked: Int64?
        var answered: Int64?
    }

    /// A report counted the slow way: one pass over everything for each number.
    private struct Slow {
        let seen: [Seen]
        let timetable: Timetable

        func count(_ condition: (Seen) -> Bool) -> Int { seen.filter(condition).count }

        /// Minute after minute, those that begin while the office is open.
        func minutes(_ seen: Seen) -> Int? {
            guard let asked = seen.asked, let answered = seen.answered else { return nil }
            return stride(from: asked, to: answered, by: 60_000).filter { minute in
                let day = LocalDay(milliseconds: minute)
                let time = (minute - day.startMilliseconds) / 60_000
                return timetable.calendar.isWorkingDay(day) && (510..<720 ~= time || 810..<1_050 ~= time)
            }.count
        }
    }

    private func report(
        by length: ReportPeriod.Length = .month,
        from: LocalDay? = nil,
        to: LocalDay? = nil,
        enquiries: Set<String> = []
    ) async throws -> StatisticsReport {
        let facts = FactReader(node: city.node, timetable: timetable, enquiries: enquiries)
        return try await facts.report(by: length, from: from, to: to, of: city.store)
    }

    /// Random cases that live random lives over some months.
    private func lives(_ count: Int, seed: UInt64) throws -> [Seen] {
        var any = AnyCase(random: SplitMix(seed: seed))
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .case)
        var all: [Seen] = []
        let start = sure(LocalDay(year: 2026, month: 1, day: 5)).startMilliseconds
        for index in 0..<count {
            // Whole minutes from half past nine on, so that the slow count is exact.
            let day = Int64(index) * 180 / Int64(count)
            city.now = Instant(milliseconds: start + day * LocalDay.dayMilliseconds + 570 * 60_000)
            var submission = any.submission(from: Sample.quzhou, to: Sample.nanping)
            if Bool.random(using: &any.random) {
                (submission.role, submission.office) = (.applicant, "网上大厅")
            }
            let consults = submission.mode != .online && Bool.random(using: &any.random)
            let entry =
                try consults ? EntryEncoder.encode(consulting: submission) : EntryEncoder.encode(submission)
            let number = submission.number
            try voice.say(kind: entry.kind, body: entry.body, text: "\(number)", at: city.now.milliseconds)
            voice.send(to: city)
            var seen = Seen(record: try #require(try city.record(number)))
            seen.window = submission.role == .applicant ? nil : submission.office
            seen.asked = consults ? city.now.milliseconds : nil
            for _ in 0..<Int.random(in: 0...14, using: &any.random) {
                let minutes = Int64.random(in: 1...4_000, using: &any.random)
                city.now = Instant(milliseconds: city.now.milliseconds + minutes * 60_000)
                let action = any.action(on: seen.record, side: .handling)
                guard (try? city.act(action, on: number)) != nil else { continue }
                seen.record = try #require(try city.record(number))
                if [.endorse, .object].contains(action.kind), seen.answered == nil {
                    seen.answered = city.now.milliseconds
                }
                let deed = action.deed as? any OfficeDeed
                let isDepartment = [.reviewer, .decider].contains(action.deed.role)
                if let deed, isDepartment, ![.concludeLeg, .archive].contains(action.kind) {
                    seen.department = deed.office
                }
            }
            all.append(seen)
        }
        return all
    }

    @Test("Every number is the slow count's, for any lives", arguments: 1...3)
    func figures(seed: UInt64) async throws {
        let count = FactReader.casesPerRead + 60
        let seen = try lives(count, seed: seed)
        let registered = seen.filter { $0.record.registeredAt != nil }
        let slow = Slow(seen: registered, timetable: timetable)
        let report = try await report()
        #expect(report.total.cases == registered.count && registered.count > count / 2)
        #expect(report.unregistered == count - registered.count && report.unregistered > 0)
        for mode in HandlingMode.allCases {
            #expect(report.total.modes[mode] == slow.count { $0.record.mode == mode })
        }
        for ending in EndingCode.allCases {
            #expect(report.total.endings[ending] == slow.count { $0.record.ending == ending })
        }
        #expect(report.total.open == slow.count { $0.record.ending == nil })
        #expect(report.total.corrections == registered.reduce(0) { $0 + $1.record.corrections })
        let decided = registered.filter {
            $0.record.progress.clocks[.delivery] != nil
        }
        let late = decided.filter { seen in
            guard let clock = seen.record.progress.clocks[.promised], let stopped = clock.stoppedAt else {
                return false
            }
            return clock.isOverdue(at: stopped, in: timetable)
        }
        #expect(report.total.late == late.count)
        #expect(report.total.onTime == decided.count - late.count && report.total.onTime > 0)
        let minutes = registered.compactMap(slow.minutes).sorted()
        #expect(report.total.response.count == minutes.count)
        for (key, tally) in report.lines {
            let own = registered.filter { seen in
                key.period == ReportPeriod(.month, milliseconds: seen.record.registeredAt ?? 0)
                    && key.office == (key.role == .collectedByOthers ? seen.department : seen.window)
            }
            #expect(tally.cases == own.count, "\(key)")
        }
        #expect(Set(report.lines.keys.map(\.office)) == ["审批科", CaseFact.noOffice, "一窗"])
    }

    @Test("The liaison's minutes are those in which the office was open")
    func responses() async throws {
        var any = AnyCase(random: SplitMix(seed: 8))
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .case)
        var seen: [Seen] = []
        for gap in [0, 3, 29, 31, 400, 900, 10_000] as [Int64] {
            let start = sure(LocalDay(year: 2026, month: 3, day: 5)).startMilliseconds + 1_040 * 60_000
            city.now = Instant(milliseconds: start)
            var submission = any.submission(from: Sample.quzhou, to: Sample.nanping)
            (submission.mode, submission.terms) = (.collected, .law)
            let entry = try EntryEncoder.encode(consulting: submission)
            try voice.say(kind: entry.kind, body: entry.body, text: "\(submission.number)", at: start)
            voice.send(to: city)
            city.now = Instant(milliseconds: start + gap * 60_000)
            let remark = Remark(office: "审批科", officer: "赵六", role: .liaison)
            try city.act(.endorse(remark), on: submission.number)
            let record = try #require(try city.record(submission.number))
            seen.append(Seen(record: record, asked: start, answered: city.now.milliseconds))
        }
        let facts = FactReader(node: city.node, timetable: timetable, enquiries: [])
        let slow = Slow(seen: seen, timetable: timetable)
        let measured = try city.read { reader in
            try seen.map { one in
                try facts.fact(of: try #require(try reader.findCase(one.record.number)), reader).responseMinutes
            }
        }
        #expect(measured == seen.map(slow.minutes))
        #expect(measured.compactMap { $0 }.max() ?? 0 > 480, "over more than a day")
    }

    @Test("A span of days, enquiries apart, and nothing without a calendar's help but what needs one")
    func spans() async throws {
        let seen = try lives(60, seed: 4)
        let (from, to) = (sure(LocalDay(year: 2026, month: 2, day: 1)), sure(LocalDay(year: 2026, month: 3, day: 31)))
        let inside = seen.filter { seen in
            let day = LocalDay(milliseconds: seen.record.registeredAt ?? seen.record.submittedAt)
            return from <= day && day <= to
        }
        let part = try await report(by: .day, from: from, to: to)
        #expect(part.total.cases + part.unregistered == inside.count && !inside.isEmpty && inside.count < seen.count)
        #expect(part.lines.keys.allSatisfy { from <= $0.period.first && $0.period.first <= to })
        #expect(try await report(from: to, to: from).total.cases == 0)
        let asked = try await report(enquiries: [Sample.submission().itemCode])
        #expect(asked.total.cases == 0 && asked.lines.isEmpty)
        #expect(asked.enquiries.cases == (try await report()).total.cases)
        let plain = try await FactReader(node: city.node, timetable: nil, enquiries: [])
            .report(by: .month, from: nil, to: nil, of: city.store)
        #expect(plain.total.onTime + plain.total.late == 0 && plain.total.response.count == 0)
        #expect(plain.total.cases == asked.enquiries.cases)
    }
}
