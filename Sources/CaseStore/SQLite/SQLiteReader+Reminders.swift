import CaseModel

extension SQLiteReader {
    final func nextLook() throws(StoreError) -> Int64? {
        let row = try prepare(
            """
            SELECT look_at FROM case_file INDEXED BY case_look
            WHERE look_at IS NOT NULL AND look_at < ? ORDER BY look_at LIMIT 1
            """
        )
        defer { row.reset() }
        row.bind(1, Int64.max)
        return try row.next() ? row.int(0) : nil
    }

    final func watched(
        through: Int64,
        after: WatchedCase.Cursor?,
        limit: Int
    ) throws(StoreError) -> [WatchedCase] {
        let rows = try prepare(text: Self.watched)
        defer { rows.reset() }
        rows.bind(1, through)
        rows.bind(2, after?.lookAt ?? .min)
        rows.bind(3, after?.id.rawValue ?? 0)
        rows.bind(4, Int64(max(0, min(limit, StoreLimits.rowsMax))))
        var found: [WatchedCase] = []
        while try rows.next() {
            found.append(
                WatchedCase(
                    row: try Self.caseRow(rows),
                    lookAt: rows.int(Self.caseColumnCount),
                    dueAt: rows.optionalInt(Self.caseColumnCount + 1)
                )
            )
        }
        return found
    }

    /// Cases to look at: those that are due at the same instant as the last one, then those after it.
    ///
    /// Thousands fall due at one instant, the end of a working day. A comparison of pairs would walk all of them for each
    /// page.
    static let watched =
        """
        SELECT * FROM (SELECT \(watchedColumns) AND ?2 <= ?1 AND look_at = ?2 AND id > ?3 ORDER BY id LIMIT ?4)
        UNION ALL
        SELECT * FROM (SELECT \(watchedColumns) AND look_at > ?2 AND look_at <= ?1 ORDER BY look_at, id LIMIT ?4)
        LIMIT ?4
        """

    private static let watchedColumns =
        """
        \(caseColumns), look_at, (SELECT due_at FROM case_due WHERE case_id = case_file.id)
            FROM case_file INDEXED BY case_look WHERE look_at IS NOT NULL
        """

    final func steps(_ caseID: CaseID) throws(StoreError) -> [JournalStep] {
        let rows = try prepare(
            text: """
                SELECT e.id, e.kind, e.at FROM entry e
                WHERE \(Self.ofCase)
                    AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.entry = e.id AND q.resolution IS NOT 1)
                ORDER BY e.id LIMIT ?2
                """
        )
        defer { rows.reset() }
        rows.bind(2, Int64(StoreLimits.historyEntriesMax))
        rows.bind(3, caseID.rawValue)
        var steps: [JournalStep] = []
        while try rows.next() {
            let id = EntryID(rawValue: rows.int(0))
            steps.append(JournalStep(id: id, kind: UInt32(clamping: rows.int(1)), at: rows.int(2)))
        }
        return steps
    }

    final func reminders(_ caseID: CaseID) throws(StoreError) -> [ReminderRow] {
        let rows = try prepare(
            text: Self.reminders(where: "r.case_id = ?1", order: "r.id", limit: "\(StoreLimits.caseRemindersMax)")
        )
        defer { rows.reset() }
        rows.bind(1, caseID.rawValue)
        var found: [ReminderRow] = []
        while try rows.next() { found.append(try Self.reminderRow(rows)) }
        return found
    }

    /// A page of reminders.
    ///
    /// What is open is asked for role by role and merged, since the index of what is open goes by role; everything else
    /// goes by the narrowest index that there is.
    final func reminders(_ query: ReminderQuery) throws(StoreError) -> ReminderPage {
        let limit = max(1, min(query.limit, StoreLimits.rowsMax))
        var found: [ReminderRow] = []
        if query.standing == .open, query.number == nil {
            for role in query.role.map({ [$0] }) ?? Role.allCases {
                found += try select(query, role: role, from: "reminder r INDEXED BY reminder_open", limit: limit + 1)
            }
            found.sort { $0.id > $1.id }
        } else {
            let index = query.role != nil ? "reminder_role" : query.subject != nil ? "reminder_subject" : nil
            // A case has few reminders, and its own index.
            let hint = query.number != nil ? "" : index.map { "INDEXED BY \($0)" } ?? "NOT INDEXED"
            found = try select(query, role: query.role, from: "reminder r \(hint)", limit: limit + 1)
        }
        guard found.count > limit else { return ReminderPage(items: found, next: nil) }
        found.removeSubrange(limit...)
        return ReminderPage(items: found, next: found.last?.id)
    }

    private final func select(
        _ query: ReminderQuery,
        role: Role?,
        from table: String,
        limit: Int
    ) throws(StoreError) -> [ReminderRow] {
        var conditions: [String] = []
        switch query.standing {
        case .any: break
        case .open: conditions.append("r.settled_at IS NULL")
        case .settled: conditions.append("r.settled_at IS NOT NULL")
        }
        if role != nil { conditions.append("r.role = ?1") }
        if query.number != nil { conditions.append("r.case_id = (SELECT id FROM case_file WHERE number = ?2)") }
        if query.subject != nil { conditions.append("r.subject = ?3") }
        if query.before != nil { conditions.append("r.id < ?4") }
        let condition = conditions.isEmpty ? "1" : conditions.joined(separator: " AND ")
        let rows = try prepare(
            text: Self.reminders(from: table, where: condition, order: "r.id DESC", limit: "?5")
        )
        defer { rows.reset() }
        if let role { rows.bind(1, role.rawValue) }
        if let number = query.number { rows.bind(2, number) }
        if let subject = query.subject { rows.bind(3, subject) }
        if let before = query.before { rows.bind(4, before.rawValue) }
        rows.bind(5, Int64(limit))
        var found: [ReminderRow] = []
        while try rows.next() { found.append(try Self.reminderRow(rows)) }
        return found
    }

    private static func reminders(
        from table: String = "reminder r",
        where condition: String,
        order: String,
        limit: String
    ) -> String {
        """
        SELECT r.id, r.case_id, (SELECT number FROM case_file WHERE id = r.case_id), r.matter, r.role, r.due_at,
            r.told_at, r.settled_at
        FROM \(table) WHERE \(condition) ORDER BY \(order) LIMIT \(limit)
        """
    }

    private static func reminderRow(_ row: Prepared) throws(StoreError) -> ReminderRow {
        guard let number = try caseNumber(row, 2), let matter = Reminder.Matter(row.text(3)),
            let role = Role(rawValue: row.text(4))
        else { throw .corrupt(detail: "the reminder \(row.int(0)) is none") }
        return ReminderRow(
            id: ReminderID(rawValue: row.int(0)),
            caseID: CaseID(rawValue: row.int(1)),
            number: number,
            reminder: Reminder(matter, to: role, dueAt: row.int(5)),
            toldAt: row.int(6),
            settledAt: row.optionalInt(7)
        )
    }
}
