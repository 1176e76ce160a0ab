import CaseStore
import ExchangeCore
import ExchangeWire

/// The journal as the exchange thread reads it.
struct StoreJournal: Journal {
    let store: any Store

    func hash(of lookup: Lookup) throws -> Digest? {
        try store.read { try $0.header(lookup.stream, .outgoing, lookup.sequence) }.map { EntryHash.entry(header: $0) }
    }

    func entries(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int) throws -> [Entry] {
        let stored = try store.read { try $0.sent(stream, after: after, through: through, bytes: bytes) }
        return try stored.map { try Entry(header: $0.header, body: $0.body) }
    }

    func returned(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int) throws -> [Batch] {
        let runs = try store.read { try $0.received(stream, after: after, through: through, bytes: bytes) }
        return try runs.compactMap { run in
            Batch(
                lane: stream.lane,
                entries: try run.entries.map { try Entry(header: $0.header, body: $0.body) },
                signature: run.signature
            )
        }
    }
}
