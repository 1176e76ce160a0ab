import ExchangeCore
import ExchangeWire

extension CityNode {
    /// Compares with one peer.
    ///
    /// A peer that does not answer in time leaves its side empty.
    package func reconcile(_ peer: NodeCode) async throws -> Reconciliation {
        let askedAt = Clock.wall.milliseconds
        let exchange = exchange
        let theirs = await accounts.ask(peer) {
            exchange.tell(.account(.request(AccountRequest(number: $0)), to: peer))
        }
        let answeredAt = theirs == nil ? nil : Clock.wall.milliseconds
        let materials = materials
        let result = try await store.read { reader in
            try Reconciliation(
                peer: peer,
                askedAt: askedAt,
                answeredAt: answeredAt,
                theirs: theirs ?? [],
                reader: reader,
                materials: materials
            )
        }
        if result.outstanding.isEmpty {
            // What had happened to the peer's store has no trace left.
            for code in [AlarmCode.peerWentBack, .epochChanged, .outstanding] { alarms.clearAll(code, peer: peer) }
        }
        return result
    }
}
