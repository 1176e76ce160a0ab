import CaseModel
import Foundation
import Testing

@testable import CityNode

/// What a node makes of a submission with the catalogue that comes along.
@Suite struct GuideBookTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Config/catalogue").standardized.path
    private static let day = sure(LocalDay("20261125"))
    private static let nanping = sure(CityCode("350700"))

    private func book() throws -> GuideBook { try GuideBook.load(folder: Self.folder) }

    /// The first item whose guide in Nanping offers a mode, with a sound submission for it.
    private func sample(_ book: GuideBook, _ mode: HandlingMode) throws -> (Guide, Submission) {
        let guide = try #require(
            book.catalogue.guides.first {
                $0.city == Self.nanping && $0.modes.contains(mode) && $0.modes.count > 1 && $0.materials.count > 1
                    && book.catalogue.item($0.item)?.applicants.contains(.natural) == true
            }
        )
        var submission = Sample.submission()
        submission.itemCode = guide.item
        submission.materials = guide.materials.enumerated().filter { $0.element.transmission.hasFile }.map {
            MaterialReference(
                digest: Sample.digest([UInt8($0.offset)]),
                name: $0.element.name,
                mediaType: "application/pdf",
                size: 10,
                form: $0.element.form == .electronic ? .electronic : .original
            )
        }
        submission.identity.checks = [
            IdentityCheck(
                subject: .applicant,
                method: .documentSeen,
                outcome: .passed,
                at: 1_795_446_000_000,
                officer: "李四"
            )
        ]
        return (guide, submission)
    }

    private func refusal(_ body: () throws -> Void) -> CaseRefusal? {
        do {
            try body()
            return nil
        } catch { return error as? CaseRefusal }
    }

    @Test(arguments: [HandlingMode.online, .collected, .joint])
    func aSubmissionIsHeldToTheGuideInForce(mode: HandlingMode) throws {
        let book = try book()
        let (guide, submission) = try sample(book, mode)
        let fixed = try book.fixing(submission, mode: mode, on: Self.day)
        #expect(fixed.mode == mode && fixed.terms.version == guide.version)
        #expect(fixed.terms.promised == guide.promisedLimit)
        #expect(fixed.terms.legs.map(\.key).sorted() == (mode == .joint ? guide.legs.map(\.key).sorted() : []))
        #expect(try fixed.checked() == fixed, "what the guide gives stands the case's own rules")
    }

    @Test func whatTheGuideDoesNotAllowIsNamed() throws {
        let book = try book()
        let (guide, good) = try sample(book, .collected)
        func fault(_ mode: HandlingMode? = .collected, _ change: (inout Submission) -> Void) -> CaseRefusal? {
            var submission = good
            change(&submission)
            return refusal { _ = try book.fixing(submission, mode: mode, on: Self.day) }
        }
        #expect(fault { _ in } == nil)
        let item = fault { $0.itemCode = "no-such-item" }
        #expect(item?.code == .unknownItem && item?.field == "itemCode")
        let city = fault { $0.handling = sure(CityCode("310112")) }
        #expect(city?.code == .unknownItem && city?.field == "handling" && city?.message.contains("350700") == true)
        let mode = fault(nil) { _ in }
        #expect(mode?.field == "mode" && guide.modes.allSatisfy { mode?.message.contains($0.rawValue) == true })
        let paper = fault { $0.materials[0].name = "没有这种材料" }
        #expect(paper?.code == .unknownMaterial || paper?.code == .missing)
        let identity = fault { $0.identity.checks = [] }
        #expect(identity?.code == .identityNotChecked && identity?.field == "identity.checks")
    }

    @Test func anItemOfANationalSystemIsNotSubmitted() throws {
        let book = try book()
        let jump = try #require(book.catalogue.items.first { $0.kind == .jump })
        var submission = Sample.submission()
        submission.itemCode = jump.code
        let refused = refusal { _ = try book.fixing(submission, mode: nil, on: Self.day) }
        let link = try #require(jump.link)
        #expect(refused?.code == .handledElsewhere && refused?.message.contains(link) == true)
    }

    @Test func everyGuideThatIsOfferedMakesSoundTerms() throws {
        let book = try book()
        for guide in book.catalogue.guides {
            for mode in guide.modes {
                let terms = try #require(GuideTerms(guide, mode: mode), "\(guide.item) in \(guide.city)")
                var submission = Sample.submission()
                submission.mode = mode
                submission.terms = terms
                #expect(refusal { _ = try submission.checked() } == nil, "\(guide.item) in \(guide.city), \(mode)")
            }
        }
    }

    @Test func withoutACatalogueTheLawsLimitsHold() throws {
        let submission = Sample.submission()
        #expect(try submission.withoutGuide(mode: nil).mode == .online)
        #expect(try submission.withoutGuide(mode: .collected).terms == .law)
        let joint = refusal { _ = try submission.withoutGuide(mode: .joint) }
        #expect(joint?.code == .modeNotOffered && joint?.field == "mode")
    }
}
