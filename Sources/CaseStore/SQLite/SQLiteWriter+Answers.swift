import CaseModel

extension SQLiteWriter {
    func answer(key: String) throws(StoreError) -> StoredAnswer? {
        try readAnswerTail()
        let hash = AnswerTail.hash(key)
        for id in answers.ids(hash) {
            if let answer = try answer(id, key) { return answer }
        }
        let row = try prepare(
            """
            SELECT a.request, a.answer, a.case_id, a.at
            FROM answer_key k JOIN answer a ON a.id = k.answer WHERE k.hash = ? AND a.key = ?
            """
        )
        row.bind(1, hash)
        row.bind(2, key)
        let answer = try storedAnswer(row)
        newKey = answer == nil ? key : nil
        return answer
    }

    private func answer(_ id: Int64, _ key: String) throws(StoreError) -> StoredAnswer? {
        let row = try prepare("SELECT request, answer, case_id, at FROM answer WHERE id = ? AND key = ?")
        row.bind(1, id)
        row.bind(2, key)
        return try storedAnswer(row)
    }

    private func storedAnswer(_ row: Prepared) throws(StoreError) -> StoredAnswer? {
        defer { row.reset() }
        guard try row.next() else { return nil }
        return StoredAnswer(
            request: row.bytes(0),
            answer: row.bytes(1),
            caseID: CaseID(rawValue: row.int(2)),
            at: row.int(3)
        )
    }

    func addAnswer(
        key: String,
        request: [UInt8],
        answer: [UInt8],
        case caseID: CaseID,
        at: Int64
    ) throws(StoreError) {
        // Whoever adds one has just asked for it.
        if newKey != key, try self.answer(key: key) != nil {
            throw .constraint(detail: "there is an answer under the key \(key)")
        }
        newKey = nil
        let insert = try prepare("INSERT INTO answer (key, request, answer, case_id, at) VALUES (?, ?, ?, ?, ?)")
        insert.bind(1, key)
        insert.bind(2, request)
        insert.bind(3, answer)
        insert.bind(4, caseID.rawValue)
        insert.bind(5, at)
        try insert.run()
        answers.add(AnswerTail.Mark(hash: AnswerTail.hash(key), id: connection.lastRow))
    }

    /// Reads those that the index does not have, once.
    private func readAnswerTail() throws(StoreError) {
        guard !answersAreRead else { return }
        let rows = try prepare(
            "SELECT id, key FROM answer WHERE id > (SELECT answers_indexed FROM meta) ORDER BY id"
        )
        defer { rows.reset() }
        var tail = AnswerTail(gatheredMax: answers.gatheredMax)
        while try rows.next() { tail.add(AnswerTail.Mark(hash: AnswerTail.hash(rows.text(1)), id: rows.int(0))) }
        tail.keep(moved: 0)
        tail.hurry()
        answers = tail
        answersAreRead = true
    }

    /// Moves some into the index; how many.
    func moveAnswers() throws(StoreError) -> Int {
        let some = answers.next
        guard !some.isEmpty else { return 0 }
        let insert = try prepareBesideDrafts("INSERT OR IGNORE INTO answer_key (hash, answer) VALUES (?, ?)")
        for mark in some {
            insert.bind(1, mark.hash)
            insert.bind(2, mark.id)
            try insert.run()
        }
        if answers.isLast(some) {
            let update = try prepareBesideDrafts("UPDATE meta SET answers_indexed = ?")
            update.bind(1, answers.movingThrough)
            try update.run()
        }
        return some.count
    }
}
