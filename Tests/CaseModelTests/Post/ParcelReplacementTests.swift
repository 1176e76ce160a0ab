import CaseModel
import Testing

@Suite struct ParcelReplacementTests {
    /// Who held a lost parcel last, leg by leg.
    @Test(arguments: [
        ([CustodyEvent.Kind.packed], Carrier.ems, Custodian.sender),
        ([.packed, .handedOver], .ems, .carrier),
        ([.packed, .handedOver, .scanned], .courier, .carrier),
        ([.packed, .handedOver, .delivered], .ems, .carrier),
        ([.packed, .handedOver, .received], .ems, .receiver),
        ([.packed], .byHand, .sender),
        ([.packed, .handedOver], .byHand, .sender),
        ([.packed, .handedOver, .received], .byHand, .receiver),
        ([.packed, .handedOver], .confidential, .carrier),
    ])
    func lost(way: [CustodyEvent.Kind], carrier: Carrier, responsible: Custodian) throws {
        var parcel = try PostSample.after(way, PostSample.materials(carrier: carrier))
        let city = way.last == .received ? Sample.huangshan : Sample.quzhou
        parcel = try parcel.applying(PostSample.event(.lost, hours: 100, city: city))
        let plan = try #require(parcel.replacement)
        #expect(plan.responsible == responsible && plan.parcel == "QZ-1")
        #expect(plan.bears == (responsible == .receiver ? Sample.huangshan : Sample.quzhou))
        #expect(plan.affected.map(\.item) == [0, 1] && plan.affected.map(\.count) == [1, 3])
    }

    @Test(arguments: [
        (Carrier.ems, true, Int64(24), Custodian.sender),
        (.ems, true, 25, .receiver),
        (.ems, false, 0, .carrier),
        (.ems, false, 25, .carrier),
        (.byHand, false, 0, .sender),
        (.byHand, true, 25, .receiver),
    ])
    func differing(carrier: Carrier, isSealIntact: Bool, hours: Int64, responsible: Custodian) throws {
        var parcel = try PostSample.after([.packed, .handedOver], PostSample.materials(carrier: carrier))
        var received = PostSample.event(.received, hours: 10)
        received.isSealIntact = isSealIntact
        parcel = try parcel.applying(received)
        parcel = try parcel.applying(PostSample.event(.openedDiffering, hours: 10 + hours))
        #expect(parcel.replacement?.responsible == responsible)
    }

    @Test func onlyWhatDiffersIsReplaced() throws {
        let parcel = try PostSample.after([.packed, .handedOver, .received])
        var event = PostSample.event(.openedDiffering, hours: 5)
        event.differences = [
            ContentDifference(item: 1, kind: .missing, count: 2), ContentDifference(item: 1, kind: .damaged, count: 2),
        ]
        let plan = try #require(try parcel.applying(event).replacement)
        #expect(plan.affected.map(\.item) == [1] && plan.affected.map(\.count) == [3])
        #expect(plan.steps == [.tellApplicant, .printAgain, .sendAgain])
    }

    @Test func whatIsDoneDependsOnWhatWasLost() throws {
        let lost = try PostSample.after([.packed, .handedOver, .lost])
        #expect(
            lost.replacement?.steps == [.search, .claim, .tellApplicant, .printAgain, .helpApplicant, .sendAgain]
        )
        for (direction, steps) in [
            (ParcelDirection.results, [ParcelReplacement.Step.search, .tellApplicant, .issueAgain, .sendAgain]),
            (.originals, [.search, .tellApplicant, .helpApplicant]),
        ] {
            var parcel = PostSample.back(direction)
            for kind in [CustodyEvent.Kind.packed, .handedOver, .lost] {
                parcel = try parcel.applying(PostSample.event(kind, city: Sample.huangshan))
            }
            #expect(parcel.replacement?.steps == steps)
        }
    }

    @Test func nothingIsReplacedThatIsWell() throws {
        for (state, way) in PostSample.ways {
            let isIll = state == .lost || state == .differing
            #expect((try PostSample.after(way).replacement != nil) == isIll, "\(state)")
        }
    }
}
