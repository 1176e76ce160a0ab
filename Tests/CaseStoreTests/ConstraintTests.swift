import CaseModel
import ExchangeCore
import GRDB
import Testing

@testable import CaseStore

/// Each constraint of the schema, broken on purpose: the database itself refuses.
@Suite struct ConstraintTests {
    /// A database with one of everything.
    private func filled() throws -> (StoreFixture, DatabaseQueue) {
        let fixture = try StoreFixture(.staysOpen)
        try fixture.write { writer throws in
            let id = try #require(try writer.addCase(Sample.record(1)))
            let received = try writer.addReceivedRun(Sample.caseLane, 1...2)
            try writer.addSentRun(Sample.caseLane, 1...2)
            _ = try writer.addPending(Sample.caseLane, kind: 1, case: .known(id), at: 1, body: [1])
            _ = try writer.addMaterial(
                Sample.digest(1),
                size: 10,
                mediaType: "a/b",
                state: .wanted,
                source: Sample.nanping,
                at: 1
            )
            try writer.linkMaterials([Sample.material(1)], to: id, entry: received[0])
            _ = try writer.addQuarantine(received[1], code: "x", detail: "", at: 1)
            try writer.addAnswer(key: "k", request: [], answer: [], case: id, at: 1)
            try writer.addWaiting(Sample.number(5), entry: received[0])
            for record in AuditSample.chain(2) { _ = try writer.addAudit(record) }
            let reminder = Reminder(.stage(.push, round: 1, level: 1), to: .windowHead, dueAt: 1)
            _ = try writer.addReminder(reminder, of: id, at: 1)
        }
        return (fixture, try DatabaseQueue(path: fixture.folder.file))
    }

    @Test func everyConstraintHolds() throws {
        let (fixture, queue) = try filled()
        let hash = "zeroblob(32)"
        let violations = [
            "INSERT INTO meta VALUES (2, 330800, 1, 1, 0)", "UPDATE meta SET node = 99999",
            "INSERT INTO peer (code) VALUES (1)", "DELETE FROM peer WHERE code = 350700",
            "INSERT INTO stream (peer, lane, direction) VALUES (310112, 1, 1)",
            "INSERT INTO stream (peer, lane, direction) VALUES (350700, 1, 1)",
            "INSERT INTO stream (peer, lane, direction) VALUES (350700, 0, 1)",
            "INSERT INTO stream (peer, lane, direction) VALUES (350700, 9, 3)",
            "UPDATE stream SET seq = -1", "UPDATE stream SET hash = zeroblob(31)",
            "UPDATE stream SET acknowledged_seq = 3 WHERE direction = 1 AND seq = 2",
            "UPDATE stream SET acknowledged_hash = zeroblob(33)",
            "UPDATE stream SET receipt_at = 1 WHERE direction = 1",
            "UPDATE stream SET receipt_signature = zeroblob(257), receipt_at = 1 WHERE direction = 1",
            "UPDATE stream SET pending = -1", "UPDATE stream SET backlog_bytes = -1",
            "UPDATE stream SET pending = 1 WHERE direction = 2",
            "UPDATE stream SET backlog_bytes = 1 WHERE direction = 2",
            "INSERT INTO stream_day VALUES (1, 1, 0, 1, 1)", "INSERT INTO stream_day VALUES (1, 1, 1, 0, 1)",
            "INSERT INTO stream_day VALUES (1, 1, 1, 2, 1)", "INSERT INTO stream_day VALUES (99, 1, 1, 1, 1)",
            "UPDATE case_file SET number = 'x'", "UPDATE case_file SET collecting = 1",
            "UPDATE case_file SET handling = 1",
            "UPDATE case_file SET handling = collecting", "UPDATE case_file SET state = 99",
            "UPDATE case_file SET version = 0", "UPDATE case_file SET corrections = -1",
            "UPDATE case_file SET ending = 7",
            "UPDATE case_file SET state = 0", "UPDATE case_file SET state = 20",
            "UPDATE case_file SET item_code = NULL",
            "INSERT INTO case_file SELECT 9, number, 330800, 350700, '', '', 1, 1, 0, NULL, 1, 1, NULL, 1, NULL, NULL, NULL, NULL, NULL FROM case_file",
            "UPDATE entry SET stream = 99", "UPDATE entry SET seq = 0 WHERE id = 1",
            "UPDATE entry SET seq = 2 WHERE id = 1",
            "UPDATE entry SET seq = NULL WHERE id = 1", "UPDATE entry SET header = NULL WHERE id = 1",
            "UPDATE entry SET body = NULL WHERE seq IS NULL", "UPDATE entry SET kind = -1",
            "UPDATE entry SET kind = 4294967296", "UPDATE entry SET case_id = 99",
            "UPDATE entry SET case_number = 'x' WHERE id = 1",
            "UPDATE entry SET case_number = '330800-20261123-0000000000' WHERE case_id IS NOT NULL",
            "UPDATE entry SET header = zeroblob(1025) WHERE id = 1",
            "UPDATE entry SET body = zeroblob(262145) WHERE id = 1",
            "UPDATE entry SET body = 'text'", "DELETE FROM entry WHERE id = 1",
            "INSERT INTO signature VALUES (99, 1, x'00')", "INSERT INTO signature VALUES (1, 0, x'00')",
            "INSERT INTO signature SELECT stream, seq, x'00' FROM signature",
            "UPDATE signature SET signature = zeroblob(257)",
            "INSERT INTO erasure VALUES (999, 1, 'x')", "INSERT INTO erasure VALUES (1, 1, '')",
            "INSERT INTO waiting VALUES ('x', 1)", "INSERT INTO waiting VALUES ('330800-20261123-0000000000', 999)",
            "UPDATE material SET digest = x'00'", "UPDATE material SET size = 0",
            "UPDATE material SET received = 11, state = 1",
            "UPDATE material SET received = -1", "UPDATE material SET state = 4", "UPDATE material SET state = 1",
            "UPDATE material SET state = 2", "UPDATE material SET received = 1", "UPDATE material SET source = 310112",
            "INSERT INTO material SELECT 9, digest, 1, 'a/b', 0, 0, NULL, 1, 1, 0, NULL FROM material",
            "DELETE FROM material",
            "UPDATE material SET leaving = 2", "UPDATE material SET state = 2, received = size, leaving = 1",
            "INSERT INTO material_check SELECT id, 0, '', 1, NULL, NULL FROM material",
            "INSERT INTO material_check SELECT id, 6, '', 1, 'x', 'y' FROM material",
            "INSERT INTO material_check SELECT id, 4, '', 1, NULL, NULL FROM material",
            "INSERT INTO material_check VALUES (99, 1, '', 1, NULL, NULL)",
            "INSERT INTO upload VALUES ('short', 1, '', NULL, 1, 2, NULL)",
            "INSERT INTO upload VALUES (printf('%032d', 1), -1, '', NULL, 1, 2, NULL)",
            "INSERT INTO upload VALUES (printf('%032d', 1), 1, '', -1, 1, 2, NULL)",
            "INSERT INTO upload VALUES (printf('%032d', 1), 1, '', NULL, 1, 2, x'00')",
            "UPDATE case_material SET case_id = 99", "UPDATE case_material SET entry = 999",
            "UPDATE case_material SET material = 99", "UPDATE case_material SET position = -1",
            "UPDATE case_material SET form = 4",
            "INSERT INTO quarantine (entry, code, detail, at) VALUES (2, 'x', '', 1)",
            "INSERT INTO quarantine (entry, code, detail, at) VALUES (999, 'x', '', 1)",
            "INSERT INTO quarantine (entry, code, detail, at) VALUES (1, '', '', 1)",
            "UPDATE quarantine SET resolution = 1", "UPDATE quarantine SET resolved_by = 'x'",
            "UPDATE quarantine SET resolution = 3, resolved_by = 'x', resolved_at = 1",
            "UPDATE answer SET key = ''", "UPDATE answer SET case_id = 99", "UPDATE answer SET answer = NULL",
            "INSERT INTO case_state VALUES (99, 'submitted')", "DELETE FROM case_state WHERE id = 1",
            "UPDATE case_file SET mode = 0", "UPDATE case_file SET mode = 4", "UPDATE case_file SET mode = NULL",
            "UPDATE audit SET reason = 'x' WHERE id = 1", "DELETE FROM audit WHERE id = 2",
            "INSERT INTO audit SELECT 3, at, account, role, office, action, number, subject, field, purpose, reason, refusal, previous, x'00' FROM audit WHERE id = 2",
            "INSERT INTO audit SELECT 3, at, account, role, office, action, 'x', subject, field, purpose, reason, refusal, digest, zeroblob(32) FROM audit WHERE id = 2",
            "INSERT INTO audit SELECT 3, at, account, role, office, action, number, subject, field, purpose, reason, refusal, digest, x'00' FROM audit WHERE id = 2",
            "UPDATE reminder SET case_id = 99", "UPDATE reminder SET matter = ''", "UPDATE reminder SET role = NULL",
            "INSERT INTO reminder (case_id, matter, subject, role, due_at, told_at) SELECT case_id, matter, '', '', 1, 1 FROM reminder",
            "UPDATE stream SET seq = 'x'", "UPDATE stream SET hash = \(hash) || 'x'",
        ]
        for sql in violations {
            #expect(throws: DatabaseError.self, "\(sql)") {
                do { try queue.write { try $0.execute(sql: sql) } } catch let error as DatabaseError {
                    #expect(error.resultCode == .SQLITE_CONSTRAINT, "\(sql): \(error)")
                    throw error
                }
            }
        }
        try queue.close()
        #expect(try fixture.read { try $0.findCase(Sample.number(1)) } != nil)
    }

    @Test func answersGoWithTheirCase() throws {
        let (fixture, queue) = try filled()
        try queue.write { database in
            try database.execute(
                sql: "UPDATE entry SET case_id = NULL; DELETE FROM case_material; DELETE FROM case_file"
            )
        }
        try queue.close()
        #expect(try fixture.write { try $0.answer(key: "k") } == nil)
    }

    @Test func contradictionsHaveTheirOwnError() throws {
        let fixture = try StoreFixture(.staysOpen)
        try fixture.write { try $0.addSentRun(Sample.caseLane, 1...1) }
        let error = #expect(throws: StoreError.self) { try fixture.write { try $0.addSentRun(Sample.caseLane, 1...1) } }
        guard case .constraint = error else {
            Issue.record("\(error as Any)")
            return
        }
    }

    /// Whatever is asked for, and along whichever way: no list reads all cases or sorts, except along the table itself.
    @Test func noListScansTheTable() throws {
        let (_, queue) = try filled()
        var ways: Set<CaseList.Walk> = []
        for choice in 0..<512 {
            var query = CaseQuery()
            if choice & 1 > 0 { query.states = [.archived, .accepted] }
            if choice & 2 > 0 { query.collecting = Sample.quzhouCity }
            if choice & 4 > 0 { query.handling = Sample.nanpingCity }
            if choice & 8 > 0 { query.party = Sample.nanpingCity }
            if choice & 16 > 0 { query.mode = .joint }
            if choice & 32 > 0 { query.ending = .issued }
            if choice & 64 > 0 { query.itemCodes = ["I-1"] }
            if choice & 128 > 0 { query.order = choice & 1 > 0 ? .due : .oldest }
            if choice & 256 > 0 { query.dueBefore = 9 }
            query.after = CaseCursor("9.7")
            let list = try CaseList(query, cities: [.init([330_800, 350_700])])
            #expect(choice & 383 == 0 || !list.walks.isEmpty, "\(query)")
            for walk in list.walks {
                ways.insert(walk)
                let sql = list.select(along: walk)
                let plan = try queue.read { try Self.plan(of: sql, $0) }
                // Only the list of wanted items is read through, and the two halves of a page by last day.
                let steps = plan.filter { !$0.contains("json_each") && !$0.hasPrefix("SCAN (subquery") }
                #expect(!steps.contains { $0.contains("SCAN") || $0.contains("TEMP B-TREE") }, "\(sql): \(plan)")
            }
        }
        #expect(ways == [.item, .standing, .cities, .due])
        for walk in ways where walk != .due {
            let plan = try queue.read { try Self.plan(of: CaseList.count(along: walk), $0) }
            #expect(plan.contains { $0.contains("COVERING INDEX") }, "\(plan)")
        }
        try queue.close()
    }

    private static func plan(of sql: String, _ database: Database) throws -> [String] {
        let statement = try database.makeStatement(sql: "EXPLAIN QUERY PLAN " + sql)
        statement.setUncheckedArguments(StatementArguments())
        return try Row.fetchAll(statement).map { $0["detail"] as String }
    }

    private static let number = "sqlite_autoindex_case_file_1"

    /// A statement opens a cursor for every index that it may change, and a table in memory for an IN of three.
    @Test(arguments: [
        (SQLiteWriter.insertCase, [number, "case_standing", "case_item", "case_cities", "case_look", "case_closed"]),
        (SQLiteWriter.updateCase, ["case_standing", "case_closed"]),
        (SQLiteWriter.endCase, ["case_standing", "case_item", "case_closed"]),
        (SQLiteWriter.updateQuietCase, ["case_standing", "case_item", "case_look", "case_closed"]),
        (SQLiteWriter.markRegistered, [number, "case_standing", "case_closed"]),
        (SQLiteWriter.markRunRegistered, ["case_standing", "case_closed"]), (SQLiteWriter.setRegistration, []),
    ])
    func hotWritesOpenFewCursors(sql: StaticString, indexes: [String]) throws {
        let (_, queue) = try filled()
        try queue.read { database in
            let roots = try Row.fetchAll(database, sql: "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0")
            let names = Dictionary(uniqueKeysWithValues: roots.map { ($0["rootpage"] as Int, $0["name"] as String) })
            let statement = try database.makeStatement(sql: "EXPLAIN \(sql)")
            statement.setUncheckedArguments(StatementArguments())
            let steps = try Row.fetchAll(statement)
            #expect(!steps.contains { $0["opcode"] == "OpenEphemeral" })
            // For a statement that may break a reference late, SQLite keeps what every page was before.
            #expect(!steps.contains { ($0["opcode"] as String).hasPrefix("Fk") })
            let opened = steps.filter { $0["opcode"] == "OpenWrite" }.compactMap { names[$0["p2"]] }
            #expect(Set(opened) == Set(indexes + ["case_file"]))
        }
        try queue.close()
    }

    @Test func hotQueriesUseTheirIndex() throws {
        let (_, queue) = try filled()
        var late = CaseQuery()
        (late.order, late.after) = (.due, CaseCursor("7.11"))
        let plans: [(String, String)] = [
            (
                "SELECT seq, header, body FROM entry WHERE stream = ? AND seq > ? AND seq <= ? ORDER BY seq",
                "entry_position"
            ),
            ("SELECT header FROM entry WHERE stream = ? AND seq = ?", "entry_position"),
            ("SELECT id FROM entry WHERE case_id = ?", "entry_case"),
            ("SELECT digest FROM audit WHERE number = ? AND id < ? ORDER BY id DESC LIMIT 9", "audit_case"),
            ("SELECT digest FROM audit WHERE account = ? ORDER BY id DESC LIMIT 9", "audit_account"),
            ("SELECT id FROM case_file WHERE number = ?", "sqlite_autoindex_case_file_1"),
            (SQLiteReader.watched, "case_look (look_at=? AND rowid>?)"),
            (try CaseList(late, cities: []).select(along: .due), "case_due_at (due_at=? AND rowid>?)"),
            ("SELECT id FROM reminder WHERE settled_at IS NULL AND role = ? ORDER BY id DESC", "reminder_open"),
            ("SELECT seq, signature FROM signature WHERE stream = ? AND seq > ? ORDER BY seq", "PRIMARY KEY"),
            (SQLiteReader.retainedCases, "case_closed (collecting=? AND changed_at>? AND changed_at<?)"),
            (SQLiteReader.retainedCases, "case_closed (collecting=? AND changed_at=? AND rowid>?)"),
            ("\(SQLiteReader.oldestWaiting)", "entry_position (stream=? AND seq=?)"),
            ("\(SQLiteReader.oldestWaiting)", "entry_pending (stream=?)"),
            ("\(SQLiteReader.oldestLook)", "case_look (look_at>? AND look_at<?)"),
            ("\(SQLiteReader.waitingWork)", "material_wanted (source>?)"),
            ("\(SQLiteReader.waitingWork)", "reminder_open"),
            ("\(SQLiteReader.withheldCount)", "material_check_standing (standing=?)"),
            (SQLiteReader.journal(true, where: "e.id > ?1", limit: "?2"), "SEARCH e USING INTEGER PRIMARY KEY"),
        ]
        for (sql, index) in plans {
            let plan = try queue.read { try Self.plan(of: sql, $0) }
            #expect(plan.contains { $0.contains(index) }, "\(sql): \(plan)")
            #expect(!plan.contains { $0.contains("TEMP B-TREE") }, "\(sql): \(plan)")
        }
        try queue.close()
    }
}
