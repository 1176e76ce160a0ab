import CaseModel
import CaseStore
import Crypto

/// The audit trail of this node within one transaction (审计留痕): what is appended is on disk with what it tells of, or
/// neither is.
struct AuditTrail {
    let scope: WriteScope

    /// Appends what happened.
    func append(_ event: AuditEvent) throws {
        let last = try scope.writer.lastAudit()?.record.digest ?? AuditRecord.start
        _ = try scope.writer.addAudit(AuditRecord(event, after: last, hash: Self.hash))
    }

    /// The hash of every chain of this version: SHA-256.
    static func hash(_ bytes: [UInt8]) -> MaterialDigest {
        guard let digest = SHA256.hash(data: bytes).withUnsafeBytes({ MaterialDigest($0) }) else {
            preconditionFailure("SHA-256 gives 32 bytes")
        }
        return digest
    }
}
