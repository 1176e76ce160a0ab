import CaseModel
import Foundation
import Testing

@Suite struct CustodyTests {
    /// Written from the rules of post between offices, not from the table.
    static let expected: [ParcelState: [CustodyEvent.Kind: ParcelState]] = [
        .listed: [.packed: .packed],
        .packed: [.handedOver: .underway, .lost: .lost],
        .underway: [.scanned: .underway, .delivered: .delivered, .received: .received, .lost: .lost],
        .delivered: [.received: .received, .lost: .lost],
        .received: [.openedComplete: .complete, .openedDiffering: .differing, .lost: .lost],
        .complete: [:],
        .differing: [.openedComplete: .complete, .replaced: .replaced],
        .lost: [.received: .received, .replaced: .replaced],
        .replaced: [:],
    ]

    @Test func everyEventInEveryState() throws {
        for state in ParcelState.allCases {
            let parcel = try PostSample.after(try #require(PostSample.ways[state]))
            #expect(parcel.state == state)
            #expect(state.isFinal == (Self.expected[state]?.isEmpty == true))
            for kind in CustodyEvent.Kind.allCases {
                var after: Parcel?
                let refusal = refusal { () throws(CaseRefusal) in
                    let city = state == .received && kind == .lost ? Sample.huangshan : nil
                    after = try parcel.applying(PostSample.event(kind, hours: 100, city: city))
                }
                if let next = Self.expected[state]?[kind] {
                    #expect(refusal == nil && after?.state == next, "\(kind) in \(state)")
                    #expect(after?.events.count == parcel.events.count + 1)
                } else {
                    #expect(refusal?.code == .notAllowedInState, "\(kind) in \(state)")
                    #expect(
                        refusal.map { Set($0.allowed) } == Set((Self.expected[state] ?? [:]).keys.map(\.rawValue))
                    )
                }
            }
        }
    }

    @Test func theStateFollowsFromTheLastEventAlone() {
        for kind in CustodyEvent.Kind.allCases {
            #expect(Set(CustodyLifecycle.transitions.filter { $0.event == kind }.map(\.to)).count == 1, "\(kind)")
        }
    }

    @Test func aMessengerIsNotScanned() throws {
        let parcel = try PostSample.after([.packed, .handedOver], PostSample.materials(carrier: .byHand))
        for kind in [CustodyEvent.Kind.scanned, .delivered] {
            let refusal = refusal { () throws(CaseRefusal) in
                _ = try parcel.applying(PostSample.event(kind, hours: 2))
            }
            #expect(refusal?.code == .notAllowedInState)
            #expect(refusal?.allowed == ["received", "lost"])
        }
    }

    @Test func eachEventIsSaidByItsCity() throws {
        let telling: [CustodyEvent.Kind: Set<CityCode>] = [
            .packed: [Sample.quzhou], .handedOver: [Sample.quzhou], .scanned: [Sample.quzhou, Sample.huangshan],
            .delivered: [Sample.quzhou, Sample.huangshan], .received: [Sample.huangshan],
            .openedComplete: [Sample.huangshan], .openedDiffering: [Sample.huangshan], .replaced: [Sample.quzhou],
        ]
        let stranger = try #require(CityCode("350700"))
        for (state, events) in Self.expected {
            let parcel = try PostSample.after(try #require(PostSample.ways[state]))
            for kind in events.keys {
                for city in [Sample.quzhou, Sample.huangshan, stranger] {
                    let refusal = refusal { () throws(CaseRefusal) in
                        _ = try parcel.applying(PostSample.event(kind, hours: 100, city: city))
                    }
                    let mayTell: Bool
                    if kind == .lost {
                        // Before the hand-over only the sender has it, after the receipt only the receiver.
                        let holders: [ParcelState: Set<CityCode>] = [
                            .packed: [Sample.quzhou], .received: [Sample.huangshan],
                        ]
                        mayTell = (holders[state] ?? [Sample.quzhou, Sample.huangshan]).contains(city)
                    } else {
                        mayTell = telling[kind]?.contains(city) == true
                    }
                    #expect(refusal?.code == (mayTell ? nil : .wrongSide), "\(kind) in \(state) by \(city)")
                }
            }
        }
    }

    @Test func anApplicantsReceiptIsSaidByEitherCity() throws {
        var parcel = PostSample.back(office: nil)
        parcel.receiver.city = try #require(CityCode("310112"))
        for kind in [CustodyEvent.Kind.packed, .handedOver] {
            parcel = try parcel.applying(PostSample.event(kind, city: Sample.huangshan))
        }
        for city in [Sample.quzhou, Sample.huangshan, parcel.receiver.city] {
            #expect(try parcel.applying(PostSample.event(.received, city: city)).state == .received)
        }
    }

    @Test func timeDoesNotRunBackwards() throws {
        let parcel = try PostSample.after([.packed])
        #expect(try parcel.applying(PostSample.event(.handedOver)).state == .underway)
        let refusal = refusal { () throws(CaseRefusal) in
            _ = try parcel.applying(PostSample.event(.handedOver, hours: -1))
        }
        #expect(refusal?.code == .malformed && refusal?.field == "at")
        for at in [Int64.min, -1, CaseLimits.instantMax + 1, .max] {
            var event = PostSample.event(.packed)
            event.at = at
            #expect(Self.fault(event, after: [])?.field == "at")
        }
    }

    private static func fault(_ event: CustodyEvent, after kinds: [CustodyEvent.Kind]) -> CaseRefusal? {
        refusal { () throws(CaseRefusal) in
            var parcel = PostSample.materials()
            for kind in kinds { parcel = try parcel.applying(PostSample.event(kind)) }
            _ = try parcel.applying(event)
        }
    }

    @Test func noHandOverWithoutANumber() {
        for carrier in Carrier.allCases {
            let refusal = refusal { () throws(CaseRefusal) in
                var parcel = PostSample.materials(carrier: carrier)
                parcel.trackingNumber = nil
                parcel = try parcel.applying(PostSample.event(.packed))
                _ = try parcel.applying(PostSample.event(.handedOver))
            }
            #expect((refusal?.field == "trackingNumber") == carrier.needsTrackingNumber, "\(carrier)")
        }
    }

    @Test func everyKindSaysWhatItMustAndNoMore() {
        var event = PostSample.event(.received)
        event.isSealIntact = nil
        #expect(Self.fault(event, after: [.packed, .handedOver])?.field == "isSealIntact")
        event = PostSample.event(.packed)
        event.isSealIntact = true
        #expect(Self.fault(event, after: [])?.field == "isSealIntact")
        event = PostSample.event(.packed)
        event.replacement = "QZ-2"
        #expect(Self.fault(event, after: [])?.field == "replacement")
        event = PostSample.event(.replaced)
        event.replacement = nil
        #expect(Self.fault(event, after: [.packed, .lost])?.code == .missing)
        event.replacement = "QZ-1"
        #expect(Self.fault(event, after: [.packed, .lost])?.code == .malformed)
        event = PostSample.event(.packed)
        event.differences = [ContentDifference(item: 0, kind: .missing)]
        #expect(Self.fault(event, after: [])?.field == "differences")
        event = PostSample.event(.packed)
        event.officer = ""
        #expect(Self.fault(event, after: [])?.field == "officer")
        event = PostSample.event(.packed)
        event.note = String(repeating: "a", count: 4_001)
        #expect(Self.fault(event, after: [])?.field == "note")
    }

    @Test(arguments: [
        (ContentDifference(item: 2, kind: .missing), "differences[0].item"),
        (ContentDifference(item: -1, kind: .missing), "differences[0].item"),
        (ContentDifference(item: 1, kind: .missing, count: 4), "differences[0].count"),
        (ContentDifference(item: 1, kind: .missing, count: 0), "differences[0].count"),
        (ContentDifference(item: 1, kind: .wrong, note: String(repeating: "a", count: 1_001)), "differences[0].note"),
    ])
    func differencesPointIntoTheList(difference: ContentDifference, field: String) {
        var event = PostSample.event(.openedDiffering)
        event.differences = [difference]
        #expect(Self.fault(event, after: [.packed, .handedOver, .received])?.field == field)
        event.differences = []
        #expect(Self.fault(event, after: [.packed, .handedOver, .received])?.code == .missing)
    }

    @Test func aChainHasAnEnd() throws {
        var parcel = try PostSample.after([.packed, .handedOver])
        while parcel.events.count < PostLimits.eventsMax {
            parcel = try parcel.applying(PostSample.event(.scanned, hours: 2))
        }
        let refusal = refusal { () throws(CaseRefusal) in
            _ = try parcel.applying(PostSample.event(.scanned, hours: 2))
        }
        #expect(refusal?.code == .tooMuch)
    }

    @Test func thePageShowsTheTable() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Sources/CaseModel/CaseModel.docc/Post.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text.contains(CustodyLifecycle.markdown), "put this into Post.md:\n\(CustodyLifecycle.markdown)")
    }
}
