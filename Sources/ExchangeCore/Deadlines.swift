/// When something is due at each peer, by the peer's place.
///
/// Beside the peers, which are large: with a thousand members the earliest of these is asked for at every message of each.
struct Deadlines: Sendable {
    // Milliseconds; the largest number where nothing is due.
    private var moments: [Int64]

    private static let never = Int64.max

    /// Nothing is due anywhere.
    init(count: Int) {
        moments = Array(repeating: Self.never, count: count)
    }

    /// When something is due at one more peer.
    mutating func append(_ moment: Instant?) {
        moments.append(moment?.milliseconds ?? Self.never)
    }

    /// When something is due at the peer in this place.
    subscript(place: Int) -> Instant? {
        get { moments[place] == Self.never ? nil : Instant(milliseconds: moments[place]) }
        set { moments[place] = newValue?.milliseconds ?? Self.never }
    }

    /// The earliest of all.
    var earliest: Instant? {
        let first = moments.withUnsafeBufferPointer { $0.reduce(Self.never) { $1 < $0 ? $1 : $0 } }
        return first == Self.never ? nil : Instant(milliseconds: first)
    }

    /// The places of the peers at which something is due by now, in order.
    func places(through now: Instant) -> [Int] {
        moments.indices.filter { moments[$0] <= now.milliseconds }
    }
}
