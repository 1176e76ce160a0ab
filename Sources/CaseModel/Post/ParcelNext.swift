/// What can happen to a parcel next, and which cities may say so.
public struct ParcelNext: Hashable, Sendable {
    /// What can happen.
    public var event: CustodyEvent.Kind
    /// Where the parcel is then.
    public var state: ParcelState
    /// The cities that may say it, each once.
    public var cities: [CityCode]
}

extension Parcel {
    /// Everything that can happen next, in the order of ``CustodyLifecycle/transitions``; empty at the end.
    public var next: [ParcelNext] {
        CustodyLifecycle.events(in: state, carrier: carrier).compactMap { event in
            CustodyLifecycle.transition(from: state, event: event, carrier: carrier).map {
                ParcelNext(event: event, state: $0.to, cities: cities(of: $0.teller))
            }
        }
    }

    /// The cities that may say what a teller says, each once.
    ///
    /// An applicant may live where no city of the case is; then both cities of the case can say that the parcel arrived.
    public func cities(of teller: CustodyLifecycle.Teller) -> [CityCode] {
        let home = [sender.city] + cases.prefix(1).map(\.collecting)
        let receiving = [receiver.city] + (receiver.isApplicant ? home : [])
        let all =
            switch teller {
            case .sender: [sender.city]
            case .receiver: receiving
            case .either: [sender.city] + receiving
            }
        return all.indices.filter { !all[..<$0].contains(all[$0]) }.map { all[$0] }
    }
}
