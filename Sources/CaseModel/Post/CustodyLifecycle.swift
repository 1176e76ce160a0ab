/// Which event may follow in which state of a parcel, and which city says it.
///
/// One table; the rules, the refusals and the documentation are read from it.
public enum CustodyLifecycle {
    /// Which of a parcel's two cities says an event.
    public enum Teller: String, Hashable, Sendable {
        /// The sending city.
        case sender
        /// The receiving city.
        case receiver
        /// Either of them.
        case either
    }

    /// One arrow.
    public struct Transition: Hashable, Sendable {
        /// The state before.
        public var from: ParcelState
        /// What happens.
        public var event: CustodyEvent.Kind
        /// The state after.
        public var to: ParcelState
        /// The city that says it.
        public var teller: Teller
        /// True where only a carrier can know it, so that it never happens to a parcel that goes by hand.
        public var needsCarrier: Bool
    }

    /// Every arrow, in the order of a parcel's way.
    public static let transitions: [Transition] = [
        arrow(.listed, .packed, .packed, .sender),
        arrow(.packed, .handedOver, .underway, .sender),
        arrow(.packed, .lost, .lost, .sender),
        arrow(.underway, .scanned, .underway, .either, needsCarrier: true),
        arrow(.underway, .delivered, .delivered, .either, needsCarrier: true),
        arrow(.underway, .received, .received, .receiver),
        arrow(.underway, .lost, .lost, .either),
        arrow(.delivered, .received, .received, .receiver),
        arrow(.delivered, .lost, .lost, .either),
        arrow(.received, .openedComplete, .complete, .receiver),
        arrow(.received, .openedDiffering, .differing, .receiver),
        arrow(.received, .lost, .lost, .receiver),
        arrow(.differing, .openedComplete, .complete, .receiver),
        arrow(.differing, .replaced, .replaced, .sender),
        arrow(.lost, .received, .received, .receiver),
        arrow(.lost, .replaced, .replaced, .sender),
    ]

    /// The arrow for an event in a state, or `nil` when there is none.
    public static func transition(
        from state: ParcelState,
        event: CustodyEvent.Kind,
        carrier: Carrier
    ) -> Transition? {
        transitions.first {
            $0.from == state && $0.event == event && !($0.needsCarrier && carrier == .byHand)
        }
    }

    /// What can happen next to a parcel, in the table's order.
    public static func events(in state: ParcelState, carrier: Carrier) -> [CustodyEvent.Kind] {
        CustodyEvent.Kind.allCases.filter { transition(from: state, event: $0, carrier: carrier) != nil }
    }

    /// The table as Markdown, as it stands in the documentation.
    public static var markdown: String {
        var lines = ["| state | event | next state | who says it |", "| --- | --- | --- | --- |"]
        for row in transitions {
            let who = row.teller.rawValue + (row.needsCarrier ? ", not by hand" : "")
            lines.append("| \(row.from.rawValue) | \(row.event.rawValue) | \(row.to.rawValue) | \(who) |")
        }
        return lines.joined(separator: "\n")
    }

    private static func arrow(
        _ from: ParcelState,
        _ event: CustodyEvent.Kind,
        _ to: ParcelState,
        _ teller: Teller,
        needsCarrier: Bool = false
    ) -> Transition {
        Transition(from: from, event: event, to: to, teller: teller, needsCarrier: needsCarrier)
    }
}
