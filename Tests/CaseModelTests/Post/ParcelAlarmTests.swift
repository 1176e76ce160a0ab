import CaseModel
import Foundation
import Testing

@Suite struct ParcelAlarmTests {
    private static let hour = PostSample.hour

    /// The kinds of alarm so many hours after the parcel was packed, with the receipt due 48 hours after the hand-over.
    private static func kinds(_ parcel: Parcel, hours: Int64) -> [ParcelAlarm.Kind] {
        alarms(parcel, hours: hours).map(\.kind)
    }

    private static func alarms(_ parcel: Parcel, hours: Int64) -> [ParcelAlarm] {
        parcel.alarms(at: Sample.time + hours * hour, scanHours: 24, receiptDue: { $0 + 48 * hour })
    }

    @Test func aParcelThatNobodyScans() throws {
        // Packed at 0, handed over at 1: no scan by 25, no receipt by 49.
        let parcel = try PostSample.after([.packed, .handedOver])
        #expect(Self.kinds(parcel, hours: 24) == [])
        #expect(Self.kinds(parcel, hours: 25) == [.notScanned])
        #expect(Self.kinds(parcel, hours: 48) == [.notScanned])
        #expect(Self.kinds(parcel, hours: 49) == [.notScanned, .notReceived])
        #expect(Self.alarms(parcel, hours: 60).map(\.since) == [25, 49].map { Sample.time + $0 * Self.hour })
    }

    @Test func whatIsScannedOrDeliveredMustStillBeReceived() throws {
        for kinds: [CustodyEvent.Kind] in [[.scanned], [.delivered], [.scanned, .delivered]] {
            let parcel = try PostSample.after([.packed, .handedOver] + kinds)
            #expect(Self.kinds(parcel, hours: 48) == [])
            #expect(Self.kinds(parcel, hours: 49) == [.notReceived])
        }
    }

    @Test func onlyCarriersThatScanAreAwaited() throws {
        for carrier in [Carrier.byHand, .confidential] {
            let parcel = try PostSample.after([.packed, .handedOver], PostSample.materials(carrier: carrier))
            #expect(Self.kinds(parcel, hours: 48) == [])
            #expect(Self.kinds(parcel, hours: 49) == [.notReceived])
        }
    }

    @Test func officesOpenWhatTheyReceive() throws {
        let parcel = try PostSample.after([.packed, .handedOver, .received])
        #expect(Self.kinds(parcel, hours: 25) == [])
        #expect(Self.kinds(parcel, hours: 26) == [.notOpened])
        var home = PostSample.back(office: nil)
        for (kind, city) in [
            (CustodyEvent.Kind.packed, Sample.huangshan), (.handedOver, Sample.huangshan), (.received, Sample.quzhou),
        ] {
            home = try home.applying(PostSample.event(kind, city: city))
        }
        #expect(Self.kinds(home, hours: 1_000) == [])
    }

    @Test func everyStateHasItsAlarms() throws {
        let expected: [ParcelState: [ParcelAlarm.Kind]] = [
            .underway: [.notScanned, .notReceived], .delivered: [.notReceived], .received: [.notOpened],
            .differing: [.differing], .lost: [.lost],
        ]
        for (state, way) in PostSample.ways {
            #expect(Self.kinds(try PostSample.after(way), hours: 10_000) == expected[state] ?? [], "\(state)")
        }
    }

    @Test func keysStayTheSame() throws {
        let parcel = try PostSample.after([.packed, .handedOver])
        let early = Self.alarms(parcel, hours: 25)
        #expect(early.map(\.key) == ["parcel/330800/QZ-1/not-scanned"])
        #expect(Self.alarms(parcel, hours: 48) == early)
    }

    @Test func aWatchTellsEachOnce() throws {
        var watch = ParcelWatch()
        let parcels = try [
            PostSample.after([.packed, .handedOver]),
            PostSample.after([.packed, .handedOver, .lost], PostSample.materials(id: "QZ-2")),
        ]
        func look(_ parcels: [Parcel], hours: Int64) -> (new: [String], ended: [String]) {
            let findings = watch.look(
                at: parcels,
                now: Sample.time + hours * Self.hour,
                receiptDue: { $0 + 48 * Self.hour }
            )
            return (findings.new.map(\.key), findings.ended)
        }
        #expect(look(parcels, hours: 24) == (["parcel/330800/QZ-2/lost"], []))
        #expect(look(parcels, hours: 25) == (["parcel/330800/QZ-1/not-scanned"], []))
        #expect(look(parcels + parcels, hours: 26) == ([], []))
        #expect(look(parcels, hours: 49) == (["parcel/330800/QZ-1/not-received"], []))
        watch = try JSONDecoder().decode(ParcelWatch.self, from: JSONEncoder().encode(watch))
        #expect(look(parcels, hours: 50) == ([], []))
        let scanned = [try parcels[0].applying(PostSample.event(.scanned, hours: 51)), parcels[1]]
        #expect(look(scanned, hours: 52) == ([], ["parcel/330800/QZ-1/not-scanned"]))
        #expect(look([], hours: 53) == ([], ["parcel/330800/QZ-1/not-received", "parcel/330800/QZ-2/lost"]))
        #expect(watch == ParcelWatch())
    }
}
