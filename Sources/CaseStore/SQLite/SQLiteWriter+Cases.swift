import CaseModel

extension SQLiteWriter {
    static let insertCase: StaticString = """
        INSERT INTO case_file (number, collecting, handling, item_code, item_name, state, version, corrections, ending,
            submitted_at, changed_at, mode, terms, registered_at, gathered, look_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO NOTHING
        """

    /// A change that leaves the ending as it is, as most do, and with it the index of items and endings; the case is among
    /// those that are to be looked at, and stays in its place there.
    static let updateCase: StaticString = """
        UPDATE case_file SET state = ?2, version = ?3, corrections = ?4, changed_at = ?5, registered_at = ?6,
            gathered = ?7
        WHERE id = ?1
        """

    static let endCase: StaticString = """
        UPDATE case_file SET state = ?2, version = ?3, corrections = ?4, changed_at = ?5, registered_at = ?6,
            gathered = ?7, ending = ?8
        WHERE id = ?1
        """

    /// A change of a case that is not to be looked at yet.
    static let updateQuietCase: StaticString = """
        UPDATE case_file SET state = ?2, version = ?3, corrections = ?4, changed_at = ?5, registered_at = ?6,
            gathered = ?7, ending = ?8, look_at = 0
        WHERE id = ?1
        """

    static let markRegistered: StaticString = """
        UPDATE case_file SET state = ?2, version = version + 1, changed_at = max(?3, changed_at),
            registered_at = max(?3, changed_at), registered_entry = ?4
        WHERE number = ?1 AND handling = ?6 AND state = ?5
        """

    static let markRunRegistered: StaticString = """
        UPDATE case_file SET state = ?3, version = version + 1, changed_at = max(?4, changed_at),
            registered_at = max(?4, changed_at), registered_entry = ?5
        WHERE id BETWEEN ?1 AND ?2
        """

    static let setRegistration: StaticString =
        "UPDATE case_file SET registered_entry = ?3 WHERE id BETWEEN ?1 AND ?2"

    func addCase(_ record: CaseRecord) throws(StoreError) -> CaseID? {
        let insert = try prepareBesideDrafts(Self.insertCase)
        insert.bind(1, record.number)
        insert.bind(2, Int64(record.collecting.number))
        insert.bind(3, Int64(record.handling.number))
        insert.bind(4, record.itemCode)
        insert.bind(5, record.itemName)
        insert.bind(6, record.state.row)
        insert.bind(7, Int64(record.version))
        insert.bind(8, Int64(record.corrections))
        insert.bind(9, record.ending.map { Int64($0.rawValue) })
        insert.bind(10, record.submittedAt)
        insert.bind(11, record.changedAt)
        insert.bind(12, record.mode.row)
        insert.bind(13, try record.termsText)
        insert.bind(14, record.registeredAt)
        insert.bind(15, try record.gatheredText)
        // Of a submission that waits for its answer nobody is reminded.
        insert.bind(16, record.state == .submitted ? nil : 0)
        try insert.run()
        guard connection.changes == 1 else { return nil }
        tally.move(to: record.state)
        return CaseID(rawValue: connection.lastRow)
    }

    /// Writes a case that changed.
    func write(_ draft: CaseDrafts.Draft) throws(StoreError) {
        let record = draft.row.record
        let ends = draft.ending != record.ending
        let sql = draft.isToBeLookedAt ? ends ? Self.endCase : Self.updateCase : Self.updateQuietCase
        let update = try prepareBesideDrafts(sql)
        update.bind(1, draft.row.id.rawValue)
        update.bind(2, record.state.row)
        update.bind(3, Int64(record.version))
        update.bind(4, Int64(record.corrections))
        update.bind(5, record.changedAt)
        update.bind(6, record.registeredAt)
        update.bind(7, try record.gatheredText)
        if ends || !draft.isToBeLookedAt { update.bind(8, record.ending.map { Int64($0.rawValue) }) }
        try update.run()
    }

    func setRegistration(_ cases: [CaseID], entry: EntryID) throws(StoreError) {
        // Cases of one transaction have rows side by side: a run of them is one statement.
        let update = try prepare(Self.setRegistration)
        var index = 0
        while index < cases.count {
            let first = cases[index].rawValue
            var last = first
            index += 1
            while index < cases.count, cases[index].rawValue == last + 1 {
                last += 1
                index += 1
            }
            update.bind(1, first)
            update.bind(2, last)
            update.bind(3, entry.rawValue)
            try update.run()
            guard connection.changes == Int(last - first + 1) else {
                throw .notFound(detail: "cases \(first)...\(last)")
            }
        }
    }

    func markRegistered(
        _ numbers: [CaseNumber],
        handling: CityCode,
        entry: EntryID,
        at: Int64
    ) throws(StoreError) -> [CaseNumber] {
        if let run = try waitingRun(numbers, handling) {
            let update = try prepare(Self.markRunRegistered)
            update.bind(1, run.lowerBound)
            update.bind(2, run.upperBound)
            update.bind(3, CaseState.registered.row)
            update.bind(4, at)
            update.bind(5, entry.rawValue)
            try update.run()
            tally.move(numbers.count, from: .submitted, to: .registered)
            return []
        }
        let update = try prepare(Self.markRegistered)
        update.bind(2, CaseState.registered.row)
        update.bind(3, at)
        update.bind(4, entry.rawValue)
        update.bind(6, Int64(handling.number))
        func register(_ before: CaseState) throws(StoreError) -> Bool {
            update.bind(5, before.row)
            try update.run()
            guard connection.changes == 1 else { return false }
            tally.move(from: before, to: .registered)
            return true
        }
        var left: [CaseNumber] = []
        for number in numbers {
            update.bind(1, number)
            if try register(.submitted) { continue }
            // Some were refused, and went through in the end.
            if try !register(.refused) { left.append(number) }
        }
        return left
    }

    /// The rows of many cases that all wait for their registration and stand side by side in this order, as those that were
    /// handed in together do; `nil` for others, and for a few.
    private func waitingRun(
        _ numbers: [CaseNumber],
        _ handling: CityCode
    ) throws(StoreError) -> ClosedRange<Int64>? {
        guard numbers.count >= Self.runMin, let first = numbers.first else { return nil }
        let find = try prepare("SELECT id FROM case_file WHERE number = ?")
        defer { find.reset() }
        find.bind(1, first)
        guard try find.next() else { return nil }
        let run = find.int(0)...(find.int(0) + Int64(numbers.count) - 1)
        let rows = try prepare("SELECT number, handling, state FROM case_file WHERE id BETWEEN ? AND ? ORDER BY id")
        defer { rows.reset() }
        rows.bind(1, run.lowerBound)
        rows.bind(2, run.upperBound)
        for number in numbers {
            guard try rows.next(), CaseNumber(utf8: rows.buffer(0)) == number,
                rows.int(1) == Int64(handling.number), rows.int(2) == CaseState.submitted.row
            else { return nil }
        }
        return run
    }

    /// Fewer are registered one by one.
    private static let runMin = 8
}
