import CaseStore
import ExchangeCore
import ExchangeWire

/// The chains of the journal: every header holds the hash of the entry before it, every body is the one that its header
/// names, and the last entry is the one that the books name.
struct JournalExamination {
    let store: StoreInspection
    let configuration: Configuration
    let isFull: Bool

    /// One stream's entries as far as they were walked.
    private struct Walk {
        var last: Position
        var count: UInt64 = 0

        mutating func take(_ sequence: UInt64, header: [UInt8], body: [UInt8]?) throws(BrokenChain) {
            let entry: Entry
            do { entry = try Entry(header: header, body: body) } catch { throw BrokenChain(sequence, "\(error)") }
            guard entry.sequence == sequence, sequence == last.sequence + 1 else {
                throw BrokenChain(sequence, "an entry is missing before it")
            }
            guard entry.previous == last.hash else {
                throw BrokenChain(sequence, "its header holds another hash than that of the entry before")
            }
            if let body, let named = try? EntryHeader(reading: header).bodyDigest, EntryHash.body(body) != named {
                throw BrokenChain(sequence, "its body is not the one that its header names")
            }
            last = entry.position
            count += 1
        }
    }

    /// Where a chain breaks.
    private struct BrokenChain: Error {
        var sequence: UInt64
        var why: String

        init(_ sequence: UInt64, _ why: String) { (self.sequence, self.why) = (sequence, why) }
    }

    func run(_ tell: (Finding) -> Void) throws {
        let streams = try store.read { try $0.saved() }.streams
        var count: UInt64 = 0
        var isSound = true
        for (key, saved) in streams.sorted(by: { "\($0.key)" < "\($1.key)" }) {
            for (direction, end) in [(StreamDirection.outgoing, saved.sent), (.incoming, saved.received)] {
                do { count += try walk(key, direction, to: end) } catch let error as BrokenChain {
                    isSound = false
                    tell(
                        .fault(
                            "journal",
                            "\(key), \(direction), entry \(error.sequence): \(error.why)",
                            do:
                                "somebody or something changed the database: stop the node, keep its files, restore the "
                                + "newest backup; the peers return what came after it"
                        )
                    )
                }
            }
        }
        if isSound {
            tell(
                .good(
                    "journal",
                    "\(count) entries\(isFull ? "" : " (all: --full)") follow on each other by their hashes"
                )
            )
        }
    }

    private func walk(_ key: StreamKey, _ direction: StreamDirection, to end: Position) throws -> UInt64 {
        guard end.sequence > 0 else { return 0 }
        let from = isFull || end.sequence <= Doctor.entriesSampled ? 0 : end.sequence - Doctor.entriesSampled
        var walk = Walk(last: .start)
        if from > 0 {
            guard let header = try store.read({ try $0.header(key, direction, from) }) else {
                throw BrokenChain(from, "it is missing")
            }
            walk.last = Position(sequence: from, hash: EntryHash.entry(header: header))
        }
        while walk.last.sequence < end.sequence {
            let (after, bytes) = (walk.last.sequence, TransportLimits.readBytesMax)
            // What comes meanwhile belongs to the next examination.
            let entries = try store.read { reader in
                switch direction {
                case .outgoing: try reader.sent(key, after: after, through: end.sequence, bytes: bytes)
                case .incoming:
                    try reader.received(key, after: after, through: end.sequence, bytes: bytes).flatMap(\.entries)
                }
            }
            guard !entries.isEmpty else { throw BrokenChain(after + 1, "it is missing") }
            for entry in entries where entry.sequence <= end.sequence {
                try walk.take(entry.sequence, header: entry.header, body: entry.body)
            }
        }
        guard walk.last.hash == end.hash else {
            throw BrokenChain(end.sequence, "its hash is not the one that the books have for the stream's end")
        }
        return walk.count
    }
}
