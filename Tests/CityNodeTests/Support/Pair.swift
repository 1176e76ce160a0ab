import CaseStore
import ExchangeCore
import ExchangeWire

@testable import CityNode

/// Two cities and an exchange without a network: what the core would do, in the plainest way.
struct Pair {
    let left: TestCity
    let right: TestCity

    init() throws {
        left = try TestCity(Sample.quzhou, peers: [Sample.nanping])
        right = try TestCity(Sample.nanping, peers: [Sample.quzhou])
    }

    func other(_ city: TestCity) -> TestCity { city === left ? right : left }

    /// Fetches what the other side holds of a city's own streams, then confirms them.
    func compare(_ city: TestCity) throws {
        let other = other(city)
        for lane in Lane.allCases {
            let ours = StreamKey(peer: other.node, lane: lane)
            let theirs = StreamKey(peer: city.node, lane: lane)
            let held = try other.standing(theirs).received
            while true {
                let end = try city.standing(ours).sent
                guard end.sequence < held.sequence else { break }
                let batches = try StoreJournal(store: other.store)
                    .returned(theirs, after: end.sequence, through: held.sequence, bytes: 4_096)
                city.write(batches.map { .restore($0, from: other.node) })
                guard try city.standing(ours).sent.sequence > end.sequence else { throw Stuck.recovering }
            }
        }
        city.confirm(other.node)
        for lane in Lane.allCases {
            let held = try other.standing(StreamKey(peer: city.node, lane: lane)).received
            receipt(through: held, to: city, StreamKey(peer: other.node, lane: lane))
        }
    }

    private func receipt(through position: Position, to city: TestCity, _ stream: StreamKey) {
        let receipt = Receipt(
            lane: stream.lane,
            through: position,
            gap: false,
            at: Instant(milliseconds: 1),
            signature: [UInt8](repeating: 1, count: 64)
        )
        city.write([.acknowledged(stream, receipt)])
    }

    /// Hands over some entries of one stream, if both sides may talk.
    ///
    /// Returns how many.
    @discardableResult
    func deliver(from city: TestCity, _ lane: Lane, max: Int = .max) throws -> Int {
        let other = other(city)
        guard city.isConfirmed(other.node), other.isConfirmed(city.node) else { return 0 }
        let ours = StreamKey(peer: other.node, lane: lane)
        let theirs = StreamKey(peer: city.node, lane: lane)
        let held = try other.standing(theirs).received
        let entries = try StoreJournal(store: city.store)
            .entries(ours, after: held.sequence, through: .max, bytes: 1 << 20).prefix(max)
        guard let batch = city.signer.batch(lane: lane, entries: Array(entries)) else { return 0 }
        other.write([.accept(batch, from: city.node)])
        guard try other.standing(theirs).received == batch.through else { throw Stuck.delivering }
        receipt(through: batch.through, to: city, ours)
        return batch.entries.count
    }

    /// Compares where that is due, and exchanges until nobody has anything to say.
    func settle() throws {
        for city in [left, right] where !city.isConfirmed(other(city).node) { try compare(city) }
        var moved = true
        while moved {
            moved = false
            for city in [left, right] {
                for lane in Lane.allCases where try deliver(from: city, lane) > 0 { moved = true }
            }
        }
    }

    enum Stuck: Error { case recovering, delivering }
}
