import CaseModel

extension SQLiteWriter {
    func setLook(_ caseID: CaseID, at: Int64?) throws(StoreError) {
        let update = try prepare("UPDATE case_file SET look_at = ?2 WHERE id = ?1")
        update.bind(1, caseID.rawValue)
        update.bind(2, at)
        try update.run()
        guard connection.changes == 1 else { throw .notFound(detail: "case \(caseID.rawValue)") }
    }

    func setDue(_ caseID: CaseID, at: Int64?) throws(StoreError) {
        let statement =
            at == nil
            ? try prepare("DELETE FROM case_due WHERE case_id = ?1")
            : try prepare(
                "INSERT INTO case_due VALUES (?1, ?2) ON CONFLICT (case_id) DO UPDATE SET due_at = excluded.due_at"
            )
        statement.bind(1, caseID.rawValue)
        if let at { statement.bind(2, at) }
        try statement.run()
    }

    func addReminder(_ reminder: Reminder, of caseID: CaseID, at: Int64) throws(StoreError) -> Bool {
        let matter = reminder.matter
        let open = try prepare("UPDATE reminder SET settled_at = NULL WHERE case_id = ? AND matter = ?")
        open.bind(1, caseID.rawValue)
        open.bind(2, matter.description)
        try open.run()
        guard connection.changes == 0 else { return false }
        let insert = try prepare(
            """
            INSERT INTO reminder (case_id, matter, subject, role, due_at, told_at) VALUES (?, ?, ?, ?, ?, ?)
            """
        )
        insert.bind(1, caseID.rawValue)
        insert.bind(2, matter.description)
        insert.bind(3, matter.subject)
        insert.bind(4, reminder.to.rawValue)
        insert.bind(5, reminder.dueAt)
        insert.bind(6, at)
        try insert.run()
        return true
    }

    func settleReminder(_ id: ReminderID, at: Int64) throws(StoreError) {
        let update = try prepare("UPDATE reminder SET settled_at = ?2 WHERE id = ?1 AND settled_at IS NULL")
        update.bind(1, id.rawValue)
        update.bind(2, at)
        try update.run()
    }
}
