import CaseStore

/// The database, the journal in it, the audit trail and the files that it lists.
struct StoreExamination {
    let configuration: Configuration
    let depth: Doctor.Depth

    private var isFull: Bool { depth == .full }

    func run(_ tell: (Finding) -> Void) async {
        let store: StoreInspection
        do { store = try StoreInspection(path: configuration.data + "/node.sqlite", node: configuration.node) } catch {
            guard case .notFound = error else {
                return tell(.fault("database", "\(error)", do: "nothing else of it was looked at"))
            }
            return tell(.note("database", "there is none yet; the node makes it at its first start"))
        }
        do {
            let missing = try store.missingMigrations
            guard missing.isEmpty else {
                return tell(
                    .note(
                        "database",
                        "it is of an older version (\(missing.joined(separator: ", "))); the node brings it up to date at "
                            + "its start, and it is examined after that"
                    )
                )
            }
            let damage = try store.damage(isFull: isFull)
            for line in damage {
                tell(
                    .fault(
                        "database",
                        line,
                        do: "stop the node, keep the files for inspection, restore the newest backup; the peers return "
                            + "what came after it"
                    )
                )
            }
            if damage.isEmpty { tell(.good("database", isFull ? "sound, indexes too" : "sound (indexes: --full)")) }
            try JournalExamination(store: store, configuration: configuration, isFull: isFull).run(tell)
            try await AuditExamination(store: store).run(tell)
            try MaterialExamination(store: store, folder: configuration.data + "/materials", isFull: isFull).run(tell)
        } catch {
            tell(.fault("database", "\(error)", do: "nothing else of it was looked at"))
        }
    }
}
