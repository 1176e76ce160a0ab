import ExchangeCore

/// What an entry says in a simulation; the body of the entry is exactly this.
///
/// It is the smallest language in which the real node's duties can be said: cases that are answered in the transaction
/// that takes them, entries that cannot be applied, and answers that name many cases.
struct Utterance: Hashable, Sendable {
    /// What is meant.
    enum Kind: UInt8, Sendable {
        /// Text that is only kept.
        case plain = 0
        /// A case: the receiver answers it with `registered` in the same transaction.
        case `case` = 1
        /// Something that cannot be applied: the receiver keeps it in quarantine and answers it with `refused`.
        case poison = 2
        /// These cases are in our file.
        case registered = 16
        /// These entries could not be applied.
        case refused = 31

        /// Whether it answers others.
        var isAnswer: Bool { self == .registered || self == .refused }
    }

    /// What is meant.
    var kind: Kind
    /// Its name, unlike any other of the run.
    var id: UInt64
    /// What it answers.
    var about: [UInt64] = []
    /// Bytes that only take room.
    var padding = 0

    /// The body that says this.
    var body: [UInt8] {
        var bytes: [UInt8] = [kind.rawValue]
        bytes.reserveCapacity(16 + about.count * 8 + padding)
        Self.put(id, into: &bytes)
        Self.put(UInt64(about.count), into: &bytes)
        for id in about { Self.put(id, into: &bytes) }
        bytes.append(contentsOf: repeatElement(0, count: padding))
        return bytes
    }

    init(kind: Kind, id: UInt64, about: [UInt64] = [], padding: Int = 0) {
        self.kind = kind
        self.id = id
        self.about = about
        self.padding = padding
    }

    /// Reads a body; `nil` for bytes that no utterance gives.
    init?(body: [UInt8]) {
        guard body.count >= 17, let kind = Kind(rawValue: body[0]) else { return nil }
        let count = Self.word(body, 9)
        guard UInt64(body.count - 17) / 8 >= count else { return nil }
        self.kind = kind
        id = Self.word(body, 1)
        about = (0..<Int(count)).map { Self.word(body, 17 + $0 * 8) }
        padding = body.count - 17 - about.count * 8
    }

    /// The entry that says this at a place of a stream.
    func entry(after: Position, from sender: NodeCode, to receiver: NodeCode, lane: Lane) -> Entry {
        let body = body
        let sequence = after.sequence + 1
        var header: [UInt8] = []
        header.reserveCapacity(32)
        Self.put(UInt64(sender.number) << 32 | UInt64(receiver.number), into: &header)
        Self.put(UInt64(lane.rawValue) << 56 | sequence, into: &header)
        var fingerprint = Fingerprint()
        fingerprint.absorb(header)
        fingerprint.absorb(after.hash.bytes)
        fingerprint.absorb(body)
        return Entry(sequence: sequence, hash: fingerprint.digest, previous: after.hash, header: header, body: body)
    }

    private static func put(_ word: UInt64, into bytes: inout [UInt8]) {
        for shift in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: word >> (56 - UInt64(shift) * 8))) }
    }

    private static func word(_ bytes: [UInt8], _ at: Int) -> UInt64 {
        var word: UInt64 = 0
        for index in at..<at + 8 { word = word << 8 | UInt64(bytes[index]) }
        return word
    }
}
