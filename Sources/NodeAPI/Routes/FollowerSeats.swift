import Synchronization

/// Bounds how many follow the event feed at once.
final class FollowerSeats: Sendable {
    /// How many there are.
    let count: Int
    private let taken = Mutex(0)

    /// Makes room for that many.
    init(count: Int) { self.count = count }

    /// A seat, free again once it is forgotten; `nil` where all are taken.
    func take() -> Seat? {
        let isFree = taken.withLock { taken in
            guard taken < count else { return false }
            taken += 1
            return true
        }
        return isFree ? Seat(seats: self) : nil
    }

    private func leave() { taken.withLock { $0 -= 1 } }

    /// Held for as long as someone follows, however that ends.
    final class Seat: Sendable {
        private let seats: FollowerSeats

        fileprivate init(seats: FollowerSeats) { self.seats = seats }

        deinit { seats.leave() }
    }
}
