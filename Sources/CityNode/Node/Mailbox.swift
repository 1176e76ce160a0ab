import Synchronization

/// Letters from many threads to one, taken all at once; the first letter after an empty box rings the bell.
final class Mailbox<Letter: Sendable>: Sendable {
    // `nil` once the box is closed.
    private let letters = Mutex<[Letter]?>([])
    private let ring: @Sendable () -> Void

    /// Makes an empty box.
    ///
    /// `ring` may be called from any thread and must not block.
    init(ring: @escaping @Sendable () -> Void) { self.ring = ring }

    /// How many letters wait.
    var count: Int { letters.withLock { $0?.count ?? 0 } }

    /// Puts a letter in; false when the box is closed, or holds `limit` letters already.
    @discardableResult
    func put(_ letter: Letter, limit: Int = .max) -> Bool {
        let count = letters.withLock { box -> Int? in
            guard let count = box?.count, count < limit else { return nil }
            box?.append(letter)
            return count
        }
        if count == 0 { ring() }
        return count != nil
    }

    /// Takes everything that is there, in order.
    func take() -> [Letter] {
        letters.withLock { box in
            let taken = box ?? []
            if box != nil { box = [] }
            return taken
        }
    }

    /// Takes everything that is there; nothing comes in any more.
    func close() -> [Letter] {
        letters.withLock { box in
            let taken = box ?? []
            box = nil
            return taken
        }
    }
}
