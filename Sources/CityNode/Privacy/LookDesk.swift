import CaseModel
import CaseStore
import ExchangeCore
import Synchronization

/// Lets callers read files of cases that they may see, within one transaction: the look is on record before a byte goes out.
struct LookDesk {
    let scope: WriteScope
    /// Who may see what.
    var rules = AccessRules.standard

    /// Cases of one file that are looked through.
    static let casesMax = 100

    /// Makes sure that a caller may read a file.
    ///
    /// - Returns: why the caller may not, `nil` where it may. It is not thrown, since its record would be undone then.
    func look(at digest: MaterialDigest, by caller: Caller) throws -> NotPermitted? {
        guard let city = CityCode(number: scope.node.number) else {
            preconditionFailure("a node's code is a city's code")
        }
        let rows = try scope.writer.cases(holding: digest, limit: Self.casesMax)
        for row in rows {
            let words = CaseWords(try scope.writer.history(row.id), at: scope.node)
            let standing = CaseStanding(row.record, city: city, submission: words.submission, said: words.own)
            let way = rules.wayToPapers(
                of: caller,
                to: row.record.number,
                in: city,
                standing,
                at: scope.now.milliseconds
            )
            guard let way else { continue }
            try note(AuditEvent(way, .allowed), digest)
            return nil
        }
        if let row = rows.first, let role = Role.allCases.first(where: caller.roles.contains) {
            try note(
                AuditEvent(
                    at: scope.now.milliseconds,
                    account: caller.name,
                    role: role,
                    office: caller.offices?.sorted().first ?? "",
                    action: .reveal,
                    number: row.record.number,
                    field: .materials,
                    reason: "a file was asked for",
                    refusal: .role
                ),
                digest
            )
        }
        return NotPermitted("this file belongs to no case whose papers this caller may see; this is in the audit trail")
    }

    private func note(_ event: AuditEvent, _ digest: MaterialDigest) throws {
        var event = event
        event.subject = "material \(digest)"
        try AuditTrail(scope: scope).append(event)
    }
}

/// Who has just put which file here, and may read it before a case names it.
///
/// In memory only: after a restart the case that names the file decides.
final class RecentUploads: Sendable {
    private struct Key: Hashable {
        var digest: MaterialDigest
        var account: Int64
    }

    /// For how long an uploader may read what it has put here, in milliseconds.
    static let milliseconds: Int64 = 3_600_000
    /// Uploads that are remembered; where there are more, all are forgotten.
    static let countMax = 100_000

    private let uploads = Mutex<[Key: Int64]>([:])

    /// Remembers an upload.
    func add(_ digest: MaterialDigest, by account: Int64, at milliseconds: Int64) {
        uploads.withLock { uploads in
            if uploads.count >= Self.countMax {
                uploads = uploads.filter { milliseconds - $0.value < Self.milliseconds }
                if uploads.count >= Self.countMax { uploads = [:] }
            }
            uploads[Key(digest: digest, account: account)] = milliseconds
        }
    }

    /// Whether an account has just put a file here.
    func holds(_ digest: MaterialDigest, by account: Int64, at milliseconds: Int64) -> Bool {
        uploads.withLock { uploads in
            uploads[Key(digest: digest, account: account)].map { milliseconds - $0 < Self.milliseconds } ?? false
        }
    }
}

extension CityNode {
    /// Makes sure that a caller may read a file, and writes the look into the audit trail.
    ///
    /// Whoever put it here within the last hour may, without a record, since nobody else's data are looked at.
    ///
    /// - Throws: `CommandError.notPermitted`.
    package func look(at digest: MaterialDigest, by caller: Caller) async throws {
        if let account = caller.account, recentUploads.holds(digest, by: account, at: now) { return }
        if let refusal = try await pipeline.run({ try LookDesk(scope: $0).look(at: digest, by: caller) }) {
            throw CommandError.notPermitted(refusal)
        }
    }

    /// Remembers for an hour who put a file here.
    package func noteUpload(_ digest: MaterialDigest, by caller: Caller) {
        if let account = caller.account { recentUploads.add(digest, by: account, at: now) }
    }
}
