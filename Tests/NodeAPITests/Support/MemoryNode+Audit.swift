import CaseModel
import Crypto
import NodeAPI

extension MemoryNode {
    package func audit(_ query: AuditQuery) async throws(ServiceError) -> AuditPage {
        try change { state throws(ServiceError) -> AuditPage in
            let items = state.audit.enumerated().map { AuditItem(id: Int64($0.offset + 1), record: $0.element) }
            let found = items.reversed().filter { item in
                let event = item.record.event
                return (query.number ?? event.number) == event.number
                    && (query.officer ?? event.account) == event.account
                    && (query.cursor.map { item.id < $0 } ?? true)
            }
            let page = Array(found.prefix(query.limit))
            return AuditPage(items: page, next: found.count > page.count ? page.last?.id : nil)
        }
    }

    package func checkAudit(known: MaterialDigest?) async throws(ServiceError) -> AuditReport {
        try change { state throws(ServiceError) -> AuditReport in
            let broken = AuditRecord.firstFault(in: state.audit, after: AuditRecord.start, hash: Self.hash)
            let sound = state.audit.prefix(broken ?? state.audit.count)
            return AuditReport(
                records: Int64(sound.count),
                head: sound.last?.digest ?? AuditRecord.start,
                firstBroken: broken.map { Int64($0 + 1) },
                holdsDigest: known.map { known in known == AuditRecord.start || sound.contains { $0.digest == known } }
            )
        }
    }

    package func reveal(_ order: RevealOrder, of number: CaseNumber) async throws(ServiceError) -> RevealedData {
        let outcome = try change { state throws(ServiceError) -> Result<RevealedData, ServiceError> in
            guard let file = state.files[number] else { throw .notFound(.case, "\(number)") }
            let requests: [RevealRequest]
            do throws(CaseRefusal) {
                requests = try order.requests(of: number, in: Self.quzhou, at: state.clock)
            } catch { throw .refused(error) }
            let standing = Self.standing(of: file)
            let decisions = AccessRules.standard.decide(together: requests, standing)
            for (request, decision) in zip(requests, decisions) { Self.append(AuditEvent(request, decision), &state) }
            if let refusal = RevealRefusal(requests, decisions, by: .standard, standing) {
                return .failure(.revealRefused(refusal))
            }
            let data = file.submission.map { PersonalData($0, said: file.history.compactMap(\.said)) }
            var values: [PersonalField: PersonalValue] = [:]
            for field in order.fields { values[field] = data?.value(of: field) }
            return .success(RevealedData(number: number, at: state.clock, values: values))
        }
        return try outcome.get()
    }

    /// How a case stands at this node.
    static func standing(of file: File) -> CaseStanding {
        let own = file.history.filter { $0.city == quzhou }.compactMap(\.said)
        return CaseStanding(file.record, city: quzhou, submission: file.submission, said: own)
    }

    // MARK: - What tests set and see

    /// The audit trail, oldest first.
    package var auditTrail: [AuditRecord] { state.withLock { $0.audit } }

    /// Appends what happened to the audit trail.
    package func record(_ event: AuditEvent) { state.withLock { Self.append(event, &$0) } }

    /// Changes a record of the audit trail behind the node's back.
    package func tamper(at index: Int, _ change: @Sendable (inout AuditRecord) -> Void) {
        state.withLock { change(&$0.audit[index]) }
    }

    static func append(_ event: AuditEvent, _ state: inout State) {
        let last = state.audit.last?.digest ?? AuditRecord.start
        state.audit.append(AuditRecord(event, after: last, hash: hash))
    }

    private static func hash(_ bytes: [UInt8]) -> MaterialDigest {
        guard let digest = MaterialDigest(Array(SHA256.hash(data: bytes))) else {
            preconditionFailure("SHA-256 has 32 bytes")
        }
        return digest
    }
}

extension HistoryItem {
    /// What a person said in it.
    var said: (any Deed)? {
        switch content {
        case .event(let event): event.deed
        case .request(let request): request.deed
        case .shared, .erased, .unreadable: nil
        }
    }
}
