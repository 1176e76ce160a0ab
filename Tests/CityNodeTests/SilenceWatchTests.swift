import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("Silence: what a department leaves unsaid is accepted by law")
struct SilenceWatchTests {
    private let city: TestCity
    private let timetable: Timetable

    init() throws {
        city = try TestCity(Sample.nanping, peers: [Sample.quzhou])
        city.confirm(Sample.quzhou)
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Config/catalogue/calendar.yaml").standardized.path
        timetable = Timetable(calendar: try CalendarFile.load(file: file))
    }

    /// A case that came in so many days ago.
    private func registered(daysAgo: Int64) throws -> CaseNumber {
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .case)
        let end = try city.standing(voice.stream).received
        #expect(end.sequence == 0, "one voice speaks at a time")
        let submission = Sample.submission()
        try voice.submit(submission)
        city.write([.accept(voice.batch(), from: Sample.quzhou)])
        try city.run { scope in
            guard var row = try scope.writer.findCase(submission.number) else { return }
            row.record.registeredAt = scope.now.milliseconds - daysAgo * LocalDay.dayMilliseconds
            try scope.writer.updateCase(row.id, row.record)
        }
        return submission.number
    }

    private func watch() throws {
        let timetable = timetable
        var cursor: CaseCursor?
        repeat {
            let from = cursor
            cursor = try city.run { try SilenceWatch(scope: $0, timetable: timetable).accept(after: from) }
        } while cursor != nil
    }

    private func silences() throws -> [Silence] {
        try city.said(to: Sample.quzhou, .result).compactMap { entry in
            if case .event(.acceptedBySilence(let silence), _) = entry.statement { silence } else { nil }
        }
    }

    @Test("A case that lay for a month is accepted from the day of its receipt, once, and the other city hears of it")
    func accepted() throws {
        let number = try registered(daysAgo: 30)
        let receipt = try #require(try city.record(number)?.registeredAt)
        try watch()
        let record = try #require(try city.record(number))
        #expect(record.state == .accepted)
        #expect(record.progress.clocks[.promised]?.start == receipt)
        #expect(try silences() == [Silence(day: timetable.receiptDay(receipt), receivedAt: receipt)])
        try watch()
        #expect(try silences().count == 1)
        #expect(try city.record(number) == record)
    }

    @Test("A case of yesterday waits")
    func early() throws {
        let number = try registered(daysAgo: 1)
        try watch()
        #expect(try city.record(number)?.state == .registered)
        #expect(try silences().isEmpty)
    }

    @Test("A case that is with the applicant for correction waits, however long")
    func correcting() throws {
        let number = try registered(daysAgo: 30)
        try city.act(Sample.correction, on: number)
        try watch()
        #expect(try city.record(number)?.state == .correcting)
        #expect(try silences().isEmpty)
    }
}
