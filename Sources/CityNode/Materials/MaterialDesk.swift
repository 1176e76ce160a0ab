import CaseModel
import CaseStore
import ExchangeCore

/// What happens to the index of materials within one transaction: a file comes in, is checked, is decided upon.
struct MaterialDesk {
    let scope: WriteScope

    private var writer: any StoreWriter { scope.writer }
    private var now: Int64 { scope.now.milliseconds }

    /// Cases of one material that get a record in the audit trail.
    static let recordedCasesMax = 100

    /// Keeps a file that was put in here.
    ///
    /// - Parameters:
    ///   - content: what it is by its bytes.
    ///   - isScanned: whether it is to be checked for viruses, unless it was here before.
    /// - Returns: whether it was here before, and how it stands.
    func keep(
        _ digest: MaterialDigest,
        size: Int64,
        content: ContentKind,
        isScanned: Bool
    ) throws -> (existed: Bool, standing: MaterialStanding?) {
        let before = try writer.material(digest)
        // Its file is removed again by whoever put it in.
        if before?.standing == .discarded { return (false, .discarded) }
        let existed = before?.state == .complete
        _ = try writer.addMaterial(
            digest,
            size: size,
            mediaType: "application/octet-stream",
            state: .complete,
            source: nil,
            at: now
        )
        if before != nil, !existed { try writer.setMaterialState(digest, .complete, at: now) }
        try writer.setMaterialContent(digest, content)
        guard isScanned, !existed else { return (existed, before?.standing) }
        try writer.setMaterialCheck(digest, .init(standing: .checking, finding: "", at: now))
        return (existed, .checking)
    }

    /// A file of another city is here, whole and with the right digest.
    ///
    /// Told once more, or of a file that was to go meanwhile, it changes nothing.
    func arrived(_ digest: MaterialDigest, content: ContentKind?, isScanned: Bool) throws {
        guard let row = try writer.material(digest), row.state != .complete, !row.isErased else { return }
        try writer.setMaterialState(digest, .complete, at: now)
        if let content { try writer.setMaterialContent(digest, content) }
        if isScanned {
            try writer.setMaterialCheck(digest, .init(standing: .checking, finding: "", at: now))
        } else {
            try markDifference(digest)
        }
    }

    /// Keeps what the check for viruses found: nothing, or the name of something.
    func settle(_ digest: MaterialDigest, found: String?) throws {
        guard try writer.materialCheck(digest)?.finding.standing == .checking else { return }
        guard let found else { return try markDifference(digest) }
        try writer.setMaterialCheck(digest, .init(standing: .infected, finding: found, at: now))
        try record(digest, .withhold, by: RetentionWatch.account, why: "the check for viruses found \(found)")
    }

    /// Marks what is not what the other city says it is, and nothing else.
    private func markDifference(_ digest: MaterialDigest) throws {
        guard let row = try writer.material(digest), let content = row.content else { return }
        let difference = ContentRules.difference(content, from: DeclaredType(row.mediaType))
        try writer.setMaterialCheck(
            digest,
            difference.map { .init(standing: .differs, finding: $0.message, at: now) }
        )
    }

    /// Lets a file be opened in spite of what was found, or before it was checked.
    ///
    /// A repeat does nothing.
    func release(_ digest: MaterialDigest, by officer: String, why: String) throws -> MaterialCheckRow {
        try decide(digest, .released, by: officer, why: why)
    }

    /// Puts a file away for good: its bytes go, and are not fetched again.
    ///
    /// A repeat does nothing.
    func discard(_ digest: MaterialDigest, by officer: String, why: String) throws -> MaterialCheckRow {
        let decided = try decide(digest, .discarded, by: officer, why: why)
        if decided.material.state == .complete { try writer.beginRemoval(digest, at: now) }
        return decided
    }

    private func decide(
        _ digest: MaterialDigest,
        _ standing: MaterialStanding,
        by officer: String,
        why: String
    ) throws -> MaterialCheckRow {
        guard let row = try writer.materialCheck(digest) else { throw MaterialError.absent(digest) }
        guard row.finding.standing != standing else { return row }
        guard row.finding.standing != .discarded else { throw MaterialError.discarded(digest) }
        var finding = row.finding
        (finding.standing, finding.at, finding.by, finding.why) = (standing, now, officer, why)
        try writer.setMaterialCheck(digest, finding)
        try record(digest, standing == .released ? .release : .discard, by: officer, why: why)
        return MaterialCheckRow(id: row.id, material: row.material, finding: finding)
    }

    /// Takes back a file that was put in just now and could not be checked; one that a case has stays.
    func withdraw(_ digest: MaterialDigest) throws {
        guard try writer.materialCheck(digest)?.finding.standing == .checking,
            try writer.cases(with: digest, limit: 1).isEmpty
        else { return }
        try writer.setMaterialCheck(digest, nil)
        try writer.beginRemoval(digest, at: now)
    }

    /// One record for each case that has the file, or one for the file that no case has.
    private func record(_ digest: MaterialDigest, _ action: AuditEvent.Action, by account: String, why: String) throws {
        let cases: [CaseNumber?] = try writer.cases(with: digest, limit: Self.recordedCasesMax)
        for number in cases.isEmpty ? [nil] : cases {
            try AuditTrail(scope: scope).append(
                AuditEvent(
                    at: now,
                    account: account,
                    role: .platformAdministrator,
                    office: "\(scope.node)",
                    action: action,
                    number: number,
                    subject: number == nil ? "\(digest)" : nil,
                    field: .materials,
                    reason: "\(digest.description.prefix(12)): \(why)"
                )
            )
        }
    }
}
