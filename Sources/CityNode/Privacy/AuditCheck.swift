import CaseModel
import CaseStore

/// What a walk along the audit trail found.
package struct AuditCheck: Hashable, Sendable {
    /// Records that follow on each other, from the first.
    package var sound: Int64 = 0
    /// The digest of the last of them; 32 zero bytes where there is none.
    package var head = AuditRecord.start
    /// The first record that does not follow on the one before; `nil` when all do.
    package var broken: AuditID?
    /// Whether the digest that was asked for is that of a sound record; `nil` when none was asked for.
    package var holdsKnown: Bool?

    /// Records that are read at once.
    static let recordsAtOnce = 1_000

    /// Walks the trail piece by piece, each read on its own: what is appended meanwhile does no harm.
    ///
    /// - Parameter known: a digest that was the trail's head once and was kept elsewhere. Records at the end that were cut
    ///   off show by it alone.
    static func walk(_ store: any ReadableStore, known: MaterialDigest?) async throws -> AuditCheck {
        var check = AuditCheck(known: known)
        while check.broken == nil {
            let from = AuditID(rawValue: check.sound)
            let links = try await store.read { try $0.auditChain(after: from, limit: Self.recordsAtOnce) }
            guard !links.isEmpty else { break }
            for link in links where check.broken == nil { check.take(link, known) }
        }
        return check
    }

    private init(known: MaterialDigest?) {
        holdsKnown = known.map { $0 == AuditRecord.start }
    }

    private mutating func take(_ link: AuditLink, _ known: MaterialDigest?) {
        guard let record = link.record, link.id.rawValue == sound + 1,
            AuditRecord.firstFault(in: [record], after: head, hash: AuditTrail.hash) == nil
        else {
            broken = link.id
            return
        }
        sound += 1
        head = record.digest
        if record.digest == known { holdsKnown = true }
    }
}

extension CityNode {
    /// Walks the audit trail from its first record and names the first that is broken.
    ///
    /// - Parameter known: a digest that was the trail's head once, if one was kept elsewhere.
    package func checkAudit(known: MaterialDigest?) async throws -> AuditCheck {
        try await AuditCheck.walk(store, known: known)
    }
}
