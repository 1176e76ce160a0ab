import CaseModel
import Foundation
import Testing

@Suite struct ParcelCheckTests {
    @Test func soundParcelsPass() throws {
        for carrier in Carrier.allCases {
            #expect(refusal(of: PostSample.materials(carrier: carrier)) == nil, "\(carrier)")
        }
        #expect(refusal(of: PostSample.back()) == nil)
        #expect(refusal(of: PostSample.back(.originals, office: nil)) == nil)
    }

    @Test func trackingNumbersAreKeptInOneForm() throws {
        var parcel = PostSample.back()
        parcel.trackingNumber = "ea 123 456 789 cn"
        #expect(try parcel.checked().trackingNumber == "EA123456789CN")
    }

    @Test(arguments: [
        (Carrier.ems, "1234567890123", true), (.ems, "EA123456789CN", true), (.ems, "EA12345678CN", false),
        (.ems, "12345678901234", false), (.ems, "EA1234567890N", false), (.ems, "E1123456789CN", false),
        (.ems, "EA123456789C１", false), (.courier, "SF1234567890", true), (.courier, "YT-000001", true),
        (.courier, "12345", false), (.courier, String(repeating: "1", count: 41), false), (.courier, "SF 12345", false),
        (.confidential, "2026-001", true), (.confidential, "机字001", false), (.byHand, "1234567890123", false),
    ])
    func formsOfTrackingNumbers(carrier: Carrier, text: String, isGood: Bool) {
        #expect(carrier.accepts(trackingNumber: text) == isGood)
    }

    @Test func theSendersCityPays() throws {
        var parcel = PostSample.materials()
        #expect(parcel.payer == Sample.quzhou)
        parcel.payer = Sample.huangshan
        #expect(refusal(of: parcel)?.code == .wrongPayer)
        #expect(refusal(of: parcel)?.field == "payer")
        for direction in ParcelDirection.allCases where direction.sender == .handling {
            #expect(PostSample.back(direction).payer == Sample.huangshan)
        }
    }

    @Test func theDirectionSaysWhoSends() {
        var parcel = PostSample.materials()
        parcel.direction = .results
        #expect(refusal(of: parcel)?.field == "sender.city")
        parcel = PostSample.back()
        parcel.direction = .materials
        #expect(refusal(of: parcel)?.field == "sender.city")
        parcel = PostSample.materials()
        parcel.receiver.office = nil
        #expect(refusal(of: parcel)?.field == "receiver")
        parcel = PostSample.materials()
        parcel.receiver.city = Sample.quzhou
        #expect(refusal(of: parcel)?.field == "receiver")
        parcel = PostSample.back()
        parcel.receiver.city = Sample.huangshan
        #expect(refusal(of: parcel)?.code == .wrongSide)
        parcel.receiver.office = nil
        #expect(refusal(of: parcel) == nil, "an applicant may live anywhere")
    }

    @Test func confidentialFilesGoByConfidentialMailOnly() {
        let file = [ParcelItem(name: "人事档案", form: .original, isConfidential: true)]
        for carrier in Carrier.allCases {
            let refusal = refusal(of: PostSample.materials(items: file, carrier: carrier))
            #expect(refusal?.code == (carrier == .confidential ? nil : .carrierNotAllowed), "\(carrier)")
        }
        var parcel = PostSample.back(office: nil)
        parcel.carrier = .confidential
        parcel.trackingNumber = nil
        #expect(refusal(of: parcel)?.field == "receiver.office")
    }

    @Test func severalCasesOfOneCollectingCity() {
        let cases = [Sample.number, PostSample.number(2)]
        let items = [
            ParcelItem(name: "身份证", form: .copy, caseNumber: cases[0]),
            ParcelItem(name: "户口簿", form: .original, caseNumber: cases[1]),
        ]
        #expect(refusal(of: PostSample.materials(cases: cases, items: items)) == nil)
        var unnamed = items
        unnamed[1].caseNumber = nil
        #expect(refusal(of: PostSample.materials(cases: cases, items: unnamed))?.field == "items[1].caseNumber")
        unnamed[1].caseNumber = PostSample.number(3)
        #expect(refusal(of: PostSample.materials(cases: cases, items: unnamed))?.code == .numberMismatch)
        #expect(refusal(of: PostSample.materials(cases: [cases[0], cases[0]]))?.code == .repeated)
        #expect(refusal(of: PostSample.materials(cases: []))?.field == "cases")
        let foreign = PostSample.number(4, collecting: Sample.huangshan)
        #expect(refusal(of: PostSample.materials(cases: [cases[0], foreign]))?.field == "cases[1]")
    }

    /// A change that spoils a parcel, and the path that the refusal names.
    struct Fault: Sendable, CustomTestStringConvertible {
        var field: String
        var code: CaseRefusal.Code
        var change: @Sendable (inout Parcel) -> Void

        var testDescription: String { "\(field) \(code.rawValue)" }
    }

    static let faults = [
        Fault(field: "id", code: .missing) { $0.id = "" },
        Fault(field: "id", code: .malformed) { $0.id = "件1" },
        Fault(field: "id", code: .tooLong) { $0.id = String(repeating: "a", count: 41) },
        Fault(field: "items", code: .missing) { $0.items = [] },
        Fault(field: "items", code: .tooMuch) { $0.items = Array(repeating: $0.items[0], count: 101) },
        Fault(field: "items[0].name", code: .missing) { $0.items[0].name = "\u{3000}" },
        Fault(field: "items[1].count", code: .malformed) { $0.items[1].count = 0 },
        Fault(field: "items[1].count", code: .malformed) { $0.items[1].count = 10_001 },
        Fault(field: "sender.office", code: .missing) { $0.sender.office = "" },
        Fault(field: "receiver.office", code: .malformed) { $0.receiver.office = "a\nb" },
        Fault(field: "courier", code: .malformed) { $0.courier = "顺丰速运" },
        Fault(field: "courier", code: .missing) { $0.carrier = .courier },
        Fault(field: "trackingNumber", code: .malformed) { $0.trackingNumber = "1" },
        Fault(field: "trackingNumber", code: .malformed) { $0.carrier = .byHand },
        Fault(field: "declaredValueFen", code: .malformed) { $0.declaredValueFen = -1 },
        Fault(field: "declaredValueFen", code: .tooMuch) { $0.declaredValueFen = 1_000_000_001 },
        Fault(field: "costFen", code: .malformed) { $0.costFen = -1 },
        Fault(field: "costFen", code: .tooMuch) { $0.costFen = 10_000_001 },
    ]

    @Test(arguments: faults)
    func everyFaultIsNamed(fault: Fault) {
        var parcel = PostSample.materials()
        fault.change(&parcel)
        #expect(refusal(of: parcel)?.field == fault.field)
        #expect(refusal(of: parcel)?.code == fault.code)
    }

    @Test func jsonRoundTripAndDefaults() throws {
        let parcel = try PostSample.after([.packed, .handedOver, .received, .openedDiffering])
        #expect(try JSONDecoder().decode(Parcel.self, from: JSONEncoder().encode(parcel)) == parcel)
        let short = """
            {"id": "QZ-1", "cases": ["\(Sample.number)"], "items": [{"name": "营业执照", "form": "original"}],
             "direction": "materials", "sender": {"office": "\(PostSample.window)", "city": "330800"},
             "receiver": {"office": "\(PostSample.bureau)", "city": "341000"}, "carrier": "by-hand",
             "events": [{"kind": "packed", "at": 1, "city": "330800", "officer": "王芳"}]}
            """
        let read = try JSONDecoder().decode(Parcel.self, from: Data(short.utf8)).checked()
        #expect(read.payer == Sample.quzhou && read.items[0].count == 1 && !read.items[0].isConfidential)
        #expect(read.declaredValueFen == 0 && read.costFen == nil && read.state == .packed)
    }

    @Test func aChainThatCameFromElsewhereIsFollowed() throws {
        var json = try #require(
            JSONSerialization.jsonObject(
                with: JSONEncoder().encode(PostSample.after([.packed, .handedOver, .received]))
            ) as? [String: Any]
        )
        var events = try #require(json["events"] as? [[String: Any]])
        events.remove(at: 1)
        json["events"] = events
        let parcel = try JSONDecoder().decode(Parcel.self, from: JSONSerialization.data(withJSONObject: json))
        #expect(refusal(of: parcel)?.code == .notAllowedInState)
        #expect(refusal(of: parcel)?.field == "events[1].kind")
    }
}
