import CaseStore

/// The audit trail: every record follows on the one before.
struct AuditExamination {
    let store: StoreInspection

    func run(_ tell: (Finding) -> Void) async throws {
        let check = try await AuditCheck.walk(store, known: nil)
        if let broken = check.broken {
            tell(
                .fault(
                    "audit",
                    "record \(broken.rawValue) of the audit trail does not follow on the one before",
                    do:
                        "somebody changed the database beside the node: keep the file as it is, and compare it with a backup"
                )
            )
        } else {
            tell(
                .good(
                    "audit",
                    "\(check.sound) records of the audit trail follow on each other, the last is \(check.head)"
                )
            )
        }
    }
}
