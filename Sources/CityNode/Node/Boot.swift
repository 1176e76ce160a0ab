import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire

/// What a node reads from its disk before it talks.
struct Boot {
    /// What the exchange starts from.
    var saved: Saved
    /// What the writer starts from.
    var ledger: StreamLedger
    private var announced: [NodeCode: [VerifyingKey]]

    init(store: any Store, node: NodeCode, peers: [NodeCode]) throws {
        try store.write { writer in for peer in peers { try writer.ensure(peer) } }
        self = try store.read { reader in
            let saved = try reader.saved()
            var accounts: [StreamKey: StreamLedger.Account] = [:]
            let received = saved.streams.mapValues(\.received)
            for (stream, position) in saved.streams {
                accounts[stream] = StreamLedger.Account(
                    end: position.sent,
                    pending: Int(clamping: try reader.backlog(stream).pending)
                )
            }
            return Boot(
                saved: saved,
                ledger: StreamLedger(accounts: accounts, received: received),
                announced: try Self.announcedKeys(reader, node: node, streams: saved.streams)
            )
        }
    }

    private init(
        saved: Saved,
        ledger: StreamLedger,
        announced: [NodeCode: [VerifyingKey]]
    ) {
        self.saved = saved
        self.ledger = ledger
        self.announced = announced
    }

    /// The keys that members announced on the alliance lane; the journal is where they are kept.
    private static func announcedKeys(
        _ reader: any StoreReader,
        node: NodeCode,
        streams: [StreamKey: SavedStream]
    ) throws -> [NodeCode: [VerifyingKey]] {
        var keys: [NodeCode: [VerifyingKey]] = [:]
        for (stream, standing) in streams where stream.lane == .alliance {
            var after: UInt64 = 0
            while after < standing.received.sequence {
                let runs = try reader.received(
                    stream,
                    after: after,
                    through: standing.received.sequence,
                    bytes: TransportLimits.readBytesMax
                )
                for entry in runs.flatMap(\.entries) {
                    guard try EntryHeader(reading: entry.header).kind == .keyAnnounced else { continue }
                    let statement = try? EntryDecoder.decode(
                        kind: .keyAnnounced,
                        lane: .alliance,
                        number: nil,
                        sender: stream.peer,
                        receiver: node,
                        body: entry.body
                    )
                    if case .keyAnnounced(let key) = statement { keys[stream.peer, default: []].append(key) }
                }
                guard let last = runs.last?.entries.last else { break }
                after = last.sequence
            }
        }
        return keys
    }

    /// Everybody's keys: those of the list first, then those that were announced.
    func keyring(_ federation: Federation) -> Keyring {
        var keys: [NodeCode: [VerifyingKey]] = [:]
        for member in federation.members.values {
            keys[member.code] = [member.signingPublicKey] + (announced[member.code] ?? [])
        }
        return Keyring(keys)
    }
}
