import CaseModel
import Foundation
import GRDB
import TestChance
import Testing

@testable import CaseStore

/// Answers by their keys, whatever was undone and however often the store was opened.
@Suite struct AnswerIndexTests {
    private struct Undone: Error {}

    private func open(_ folder: TemporaryFolder) throws -> SQLiteStore {
        var options = SQLiteStore.Options()
        options.answersGatheredMax = 20
        return try SQLiteStore(path: folder.file, node: Sample.here, epoch: 1, at: Sample.time, options: options)
    }

    @Test(arguments: 0..<10) func everyKeyThatWasKept(seed: UInt64) throws {
        var chance = SplitMix(seed: seed)
        let folder = try TemporaryFolder()
        var store = try open(folder)
        var kept: [String: Int64] = [:]
        let id = try store.write { try sure($0.addCase(Sample.record(1))) }
        func add(_ writer: any StoreWriter, to keys: inout [String: Int64]) throws {
            let key = String(chance.next(), radix: 36)
            #expect(try writer.answer(key: key) == nil)
            let at = Int64(chance.below(1_000))
            try writer.addAnswer(key: key, request: [], answer: [1], case: id, at: at)
            keys[key] = at
            #expect(try writer.answer(key: key)?.at == at)
        }
        for _ in 0..<60 {
            var fresh: [String: Int64] = [:]
            let fails = chance.below(5) == 0
            try? store.write { writer throws in
                for _ in 0..<chance.below(6) { try add(writer, to: &fresh) }
                if chance.below(3) == 0 {
                    var lost: [String: Int64] = [:]
                    try? writer.savepoint {
                        for _ in 0..<3 { try add(writer, to: &lost) }
                        throw Undone()
                    }
                    for key in lost.keys { #expect(try writer.answer(key: key) == nil) }
                }
                for _ in 0..<chance.below(3) { try add(writer, to: &fresh) }
                if fails { throw Undone() }
            }
            if !fails { kept.merge(fresh) { _, _ in preconditionFailure("chance repeats itself") } }
            if chance.below(8) == 0 {
                try store.close()
                store = try open(folder)
            }
            if let (key, at) = kept.randomElement(using: &chance) {
                try store.write { writer throws in
                    #expect(try writer.answer(key: key)?.at == at)
                    #expect(throws: StoreError.self) {
                        try writer.addAnswer(key: key, request: [], answer: [], case: id, at: 1)
                    }
                }
            }
        }
        try store.write { writer throws in
            for (key, at) in kept { #expect(try writer.answer(key: key)?.at == at) }
        }
        try store.close()
        let queue = try DatabaseQueue(path: folder.file)
        try queue.read { database in
            func count(_ condition: String) throws -> Int {
                try sure(Int.fetchOne(database, sql: "SELECT count(*) FROM answer WHERE \(condition)"))
            }
            let unindexed = try count("id > (SELECT answers_indexed FROM meta)")
            let absent = try count(
                "id <= (SELECT answers_indexed FROM meta) AND id NOT IN (SELECT answer FROM answer_key)"
            )
            #expect(unindexed <= 60 && absent == 0)
            let total = try count("true")
            #expect(total == kept.count)
        }
        try queue.close()
    }

    /// One that is started anew before much has moved would begin with the same again and again, and hold more each time.
    @Test func startsDoNotKeepKeysFromMoving() throws {
        let folder = try TemporaryFolder()
        for round in 0..<60 {
            let store = try open(folder)
            try store.write { writer throws in
                let id = try sure(writer.addCase(Sample.record(UInt64(round) << 20)))
                for key in ["\(round)-a", "\(round)-b"] {
                    #expect(try writer.answer(key: key) == nil)
                    try writer.addAnswer(key: key, request: [], answer: [1], case: id, at: Int64(round))
                }
                #expect(try writer.answer(key: "\(round / 2)-a")?.at == Int64(round / 2))
            }
            try store.close()
        }
        let queue = try DatabaseQueue(path: folder.file)
        let unindexed = try queue.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM answer WHERE id > (SELECT answers_indexed FROM meta)")
        }
        #expect(sure(unindexed) <= 24)
        try queue.close()
    }

    @Test func answersOfAnOlderDatabaseAreFound() throws {
        let folder = try TemporaryFolder()
        let queue = try Sample.older(folder, upTo: "12 totals")
        try queue.write { database in
            try Sample.addOlderCase(database, Sample.number(1), .submitted)
            for key in ["衢州-1", "b"] {
                try database.execute(
                    sql: "INSERT INTO answer (key, request, answer, case_id, at) VALUES (?, x'01', x'02', 1, 5)",
                    arguments: [key]
                )
            }
        }
        try queue.close()
        for _ in 1...2 {
            let store = try open(folder)
            try store.write { writer throws in
                #expect(try writer.answer(key: "衢州-1")?.answer == [2])
                #expect(try writer.answer(key: "b")?.at == 5)
                #expect(try writer.answer(key: "c") == nil)
            }
            try store.close()
        }
    }
}
