import CaseModel
import Testing

/// What can happen next to a parcel is what its rules take, from the cities that they take it from.
@Suite struct ParcelNextTests {
    @Test(arguments: ParcelState.allCases)
    func whatIsToldIsTaken(state: ParcelState) throws {
        let way = try #require(PostSample.ways[state])
        for parcel in [PostSample.materials(), PostSample.materials(carrier: .byHand)] {
            guard let before = try? PostSample.after(way, parcel) else { continue }
            for kind in CustodyEvent.Kind.allCases {
                let told = before.next.first { $0.event == kind }
                for city in [Sample.quzhou, Sample.huangshan, Sample.nanping] {
                    let after = try? before.applying(PostSample.event(kind, hours: 30, city: city))
                    #expect((after != nil) == (told?.cities.contains(city) ?? false), "\(kind) by \(city)")
                    if let after { #expect(after.state == told?.state) }
                }
            }
        }
    }

    @Test func bothCitiesMayTellOfTheApplicantsParcel() throws {
        let home = try PostSample.back(office: nil).checked()
        let underway = try [CustodyEvent.Kind.packed, .handedOver].reduce(home) { parcel, kind in
            try parcel.applying(PostSample.event(kind, city: Sample.huangshan))
        }
        let received = try #require(underway.next.first { $0.event == .received })
        #expect(received.cities == [Sample.quzhou, Sample.huangshan])
        #expect(try PostSample.after([.packed, .handedOver, .received, .openedComplete]).next.isEmpty)
    }
}
