import CaseModel
import Foundation
import TestChance
import Testing

@Suite struct DocumentKindTests {
    @Test func lettersAndNamesAreTheirOwn() {
        let kinds = DocumentKind.allCases
        #expect(kinds.count == 16)
        #expect(Set(kinds.map(\.letters)).count == kinds.count)
        #expect(Set(kinds.map(\.chineseTerm)).count == kinds.count)
        #expect(Set(kinds.map(\.englishName)).count == kinds.count)
        for kind in kinds {
            #expect(kind.letters.utf8.count == 2 && kind.letters.utf8.allSatisfy { (0x41...0x5A).contains($0) })
            #expect(DocumentKind(letters: kind.letters) == kind)
        }
        #expect(DocumentKind(letters: "XX") == nil)
    }

    @Test func linksHaveTheNumbersOfCaseSystems() {
        let expected: [DocumentKind: Int] = [
            .receipt: 1, .acceptance: 2, .materialReceipt: 2, .correctionNotice: 11, .supplementConfirmation: 11,
            .notAccepted: 2, .specialProcedure: 12, .extensionNotice: 3, .toleranceCommitment: 2, .approvalSheet: 3,
            .rectificationNotice: 3, .refusal: 4, .returnNotice: 4, .completion: 4, .handover: 4, .deliveryReceipt: 4,
        ]
        for kind in DocumentKind.allCases { #expect(kind.link.rawValue == expected[kind], "\(kind)") }
        #expect(DocumentLink.other.rawValue == 99)
    }

    @Test func theCollectingCityOnlyReceivesAndHandsOver() {
        let collecting = DocumentKind.allCases.filter { $0.issuer == .collecting }
        #expect(collecting == [.receipt, .deliveryReceipt])
    }

    @Test func thePageShowsTheTable() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/CaseModel/CaseModel.docc/Documents.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text.contains(DocumentKind.markdown), "put this into Documents.md:\n\(DocumentKind.markdown)")
    }
}

@Suite struct DocumentNumberTests {
    @Test func formAndRoundTrip() throws {
        var random = SplitMix(seed: 21)
        for _ in 0..<500 {
            let city = try #require(CityCode(number: UInt32.random(in: 100_000...999_999, using: &random)))
            let at = Int64.random(in: 0...4_102_444_800_000, using: &random)
            let caseNumber = CaseNumber(collecting: Sample.quzhou, at: at, random: random.next())
            let kind = try #require(DocumentKind.allCases.randomElement(using: &random))
            let serial = Int.random(in: 1...99, using: &random)
            let day = LocalDay(number: LocalDay(milliseconds: at).number + 3)
            let number = try #require(
                DocumentNumber(kind: kind, city: city, day: day, caseNumber: caseNumber, serial: serial)
            )
            #expect(number.description.utf8.count == 32 && DocumentNumber(number.description) == number)
            #expect(number.belongs(to: caseNumber))
            #expect(!number.belongs(to: CaseNumber(collecting: city, at: at, random: random.next())))
            #expect(try JSONDecoder().decode([DocumentNumber].self, from: JSONEncoder().encode([number])) == [number])
        }
    }

    @Test func itIsReadable() {
        let number = DocumentSample.head(serial: 7).caseNumber
        let notice = DocumentNumber(
            kind: .correctionNotice,
            city: Sample.huangshan,
            day: DocumentSample.day,
            caseNumber: number,
            serial: 7
        )
        #expect(notice?.description == "BZ-341000-20261123-\(number.description.suffix(10))-07")
    }

    @Test(arguments: [
        "", "BZ-341000-20261123-7K2M9QX4RT", "XX-341000-20261123-7K2M9QX4RT-01", "BZ-341000-20261323-7K2M9QX4RT-01",
        "BZ-341000-20261123-7K2M9QX4RU-01", "BZ-341000-20261123-7K2M9QX4RT-00", "BZ-341000-20261123-7K2M9QX4RT-1",
        "BZ-341000-20261123-7K2M9QX4RT-+1", "bz-341000-20261123-7K2M9QX4RT-01", "BZ-341000-20261123-7K2M9QX4RT-01-",
        "BZ-34100-20261123-7K2M9QX4RT-01",
    ])
    func otherFormsAreRefused(text: String) {
        #expect(DocumentNumber(text) == nil)
    }

    @Test(arguments: [0, 100, -1])
    func serialsAreBounded(serial: Int) {
        let refusal = refusal { () throws(CaseRefusal) in
            _ = try DocumentSample.content(.acceptance, DocumentSample.head(serial: serial))
        }
        #expect(refusal?.field == "serial")
    }
}
