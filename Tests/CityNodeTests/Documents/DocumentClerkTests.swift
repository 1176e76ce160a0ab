import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("DocumentClerk: what each step puts on paper")
struct DocumentClerkTests {
    let pair: Pair
    private var left: TestCity { pair.left }
    private var right: TestCity { pair.right }
    private let config: String
    private let book: GuideBook

    init() throws {
        pair = try Pair()
        try pair.settle()
        config =
            URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().path + "/Config"
        book = GuideBook(
            catalogue: Catalogue(),
            calendar: try CalendarFile.load(file: config + "/catalogue/calendar.yaml")
        )
    }

    private func clerk(_ city: TestCity) throws -> DocumentClerk {
        DocumentClerk(
            node: city.node,
            city: Sample.city(city.node),
            renderer: try DocumentRenderer(folder: config + "/templates"),
            book: book
        )
    }

    /// Lets a city's clerk work until the journal's end; the pages that were written.
    @discardableResult
    private func work(_ city: TestCity) throws -> [DocumentClerk.Page] {
        let clerk = try clerk(city)
        var pages: [DocumentClerk.Page] = []
        while true {
            let batch = try city.read { try clerk.pages(after: try $0.bookmark("documents") ?? .start, $0) }
            #expect(batch.failures.isEmpty)
            pages += batch.pages
            let documents = batch.pages.map { page in page.document(Sample.digest(Array(page.html.utf8))) }
            for document in documents { try city.put(document.material) }
            try city.run { try clerk.issue(documents, through: batch.through, $0) }
            if batch.isAtEnd { return pages }
        }
    }

    private func kinds(_ city: TestCity, _ number: CaseNumber) throws -> [String] {
        var query = SharedQuery(.document)
        query.caseNumber = number
        return try city.read { try $0.shared(query) }.items.map(\.record.state).sorted()
    }

    @Test("Every step that the lifecycle gives a document is followed")
    func kinds() {
        let events = Set(CaseLifecycle.transitions.filter { !$0.documents.isEmpty }.map(\.event.rawValue))
        #expect(Set(DocumentClerk.kinds.map(\.description)) == events)
    }

    @Test("A case's documents are written once, by the city that may, and both cities have them")
    func life() throws {
        let paper = Sample.material([1])
        let addition = Sample.material([2])
        let result = Sample.material([3])
        for (city, material) in [(left, paper), (left, addition), (right, result)] { try city.put(material) }
        let number = try left.submit(Sample.submission(materials: [paper])).answer.number
        try pair.settle()
        try right.act(Sample.correction, on: number)
        try pair.settle()
        try left.act(Sample.supplement([addition]), on: number)
        try pair.settle()
        try right.act(Sample.accept, on: number)
        try right.act(Sample.grant([result]), on: number)
        try pair.settle()
        try left.act(Sample.delivery, on: number)
        try pair.settle()
        let written = try [left, right].flatMap(work)
        let expected = [
            "acceptance", "completion", "correction-notice", "delivery-receipt", "handover", "receipt",
            "supplement-confirmation",
        ]
        #expect(written.map(\.number.kind.rawValue).sorted() == expected)
        for page in written {
            let isCollecting = page.number.city == Sample.city(Sample.quzhou)
            #expect(isCollecting == (page.number.kind.issuer == .collecting))
            #expect(page.html.contains(page.number.description) && page.html.contains(number.description))
            #expect(page.html.contains("王小明"))
        }
        try pair.settle()
        #expect(try kinds(left, number) == expected)
        #expect(try left.sharedRecords().mapValues(\.record) == right.sharedRecords().mapValues(\.record))
        // The other city's pages are fetched like any material of the case.
        let wanted = try left.read { try $0.wantedMaterials(Sample.nanping, after: nil, limit: 100) }.map(\.digest)
        let digests = written.filter { $0.number.city == Sample.city(Sample.nanping) }
            .map { Sample.digest(Array($0.html.utf8)) }
        #expect(Set(digests).isSubset(of: wanted))
        #expect(try [left, right].flatMap(work).isEmpty)
    }

    @Test("A denial is a decision of refusal with reasons and remedies, and no completion")
    func denial() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        try right.act(Sample.accept, on: number)
        try right.act(Sample.deny, on: number)
        let written = try work(right)
        #expect(written.map(\.number.kind) == [.acceptance, .refusal])
        #expect(written[1].html.contains("不符合条件") && written[1].html.contains("六十日内可申请复议"))
    }

    @Test("A clerk that was interrupted writes the same page under the same number, and tells it once")
    func interrupted() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        try right.act(Sample.decline, on: number)
        let clerk = try clerk(right)
        let first = try right.read { try clerk.pages(after: .start, $0) }.pages
        let second = try work(right)
        #expect(first.map(\.html) == second.map(\.html) && first.map(\.number) == second.map(\.number))
        try right.run { try $0.writer.setBookmark("documents", .start) }
        try work(right)
        try pair.settle()
        #expect(try kinds(left, number) == ["not-accepted"])
        #expect(try right.standing(StreamKey(peer: Sample.quzhou, lane: .alliance)).sent.sequence == 1)
    }

    @Test("Two notices of one day have two numbers")
    func serials() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        for round in 0..<2 {
            try right.act(Sample.correction(isAgain: round > 0), on: number)
            try pair.settle()
            try left.act(Sample.supplement(note: "\(round)"), on: number)
            try pair.settle()
        }
        let notices = try work(right).filter { $0.number.kind == .correctionNotice }
        #expect(notices.map(\.number.serial) == [1, 2])
    }

    @Test("After a loss the documents come back, and none is issued a second time under another number")
    func loss() throws {
        let number = try left.submit(Sample.submission()).answer.number
        try pair.settle()
        let backup = try right.backup()
        try pair.settle()
        try right.act(Sample.accept, on: number)
        try work(right)
        try pair.settle()
        let before = try left.sharedRecords()
        try right.restore(backup)
        try pair.settle()
        try work(right)
        try pair.settle()
        #expect(try left.sharedRecords().mapValues(\.record) == before.mapValues(\.record))
        #expect(try right.sharedRecords().mapValues(\.record) == before.mapValues(\.record))
        #expect(try left.quarantine().isEmpty)
    }
}
