import TestChance
import Testing

@testable import CaseStore

/// The newest answers by their keys, beside a plain list of them.
@Suite struct AnswerTailTests {
    @Test(arguments: 0..<50) func beingFoundWhateverIsUndone(seed: UInt64) {
        var chance = SplitMix(seed: seed)
        let most = 1 + chance.below(40)
        var tail = AnswerTail(gatheredMax: most)
        var disk: Set<AnswerTail.Mark> = []
        var kept: [AnswerTail.Mark] = []
        var id: Int64 = 0
        for _ in 0..<300 {
            var fresh: [AnswerTail.Mark] = []
            for _ in 0..<chance.below(8) {
                id += 1
                // Few hashes, so that some are alike.
                fresh.append(AnswerTail.Mark(hash: Int64(chance.below(30)) - 15, id: id))
                tail.add(sure(fresh.last))
                if chance.below(10) == 0 {
                    let rest = chance.below(fresh.count + 1)
                    let undone = fresh[rest...]
                    tail.undo(to: rest)
                    fresh.removeSubrange(rest...)
                    for mark in undone { #expect(!tail.ids(mark.hash).contains(mark.id)) }
                }
                #expect(tail.unkeptCount == fresh.count)
            }
            if chance.below(6) == 0 {
                tail.undo(to: 0)
            } else {
                let some = tail.next
                disk.formUnion(some)
                kept += fresh
                if tail.isLast(some) {
                    #expect(kept.allSatisfy { $0.id > tail.movingThrough || disk.contains($0) })
                }
                tail.keep(moved: some.count)
            }
            let some = kept.suffix(2 * most + 32)
            #expect(some.allSatisfy { disk.contains($0) || tail.ids($0.hash).contains($0.id) })
            #expect(tail.count <= 2 * most + 32)
        }
        #expect(kept.allSatisfy { disk.contains($0) || tail.ids($0.hash).contains($0.id) })
        #expect(disk.isSubset(of: kept))
    }

    @Test func fewMoveAtOnceAndAllMoveInTime() {
        var tail = AnswerTail(gatheredMax: 10_000)
        var most = 0
        var moved = [0]
        for id in Int64(1)...40_000 {
            tail.add(AnswerTail.Mark(hash: AnswerTail.hash("key-\(id)"), id: id))
            let some = tail.next
            #expect(some.isEmpty || some.count >= 256 || tail.isLast(some))
            most = max(most, some.count)
            moved.append((moved.last ?? 0) + some.count)
            tail.keep(moved: some.count)
        }
        #expect(tail.count < 20_000 && most < 300)
        // Callers feel little of it: no thousand answers bear more than two thousand moves, and what gathers has moved by half.
        #expect((1_000...40_000).allSatisfy { moved[$0] - moved[$0 - 1_000] <= 2_000 + 256 })
        #expect(moved[15_300] == 10_000 && moved[25_300] == 20_000)
    }

    @Test func theHashNeverChanges() {
        // It is on disk.
        #expect(AnswerTail.hash("") == -1_166_397_803_181_037_274)
        #expect(AnswerTail.hash("submit-0") == -1_698_396_414_542_632_519)
        #expect(AnswerTail.hash("衢州-1") == 3_666_326_124_033_358_905)
    }
}
