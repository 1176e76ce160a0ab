import ExchangeCore
import Foundation
import Testing

@testable import CaseStore

/// Reads on the caller's thread.
@Suite("Short reads") struct ShortReadersTests {
    private struct Poison: Error {}

    @Test("A short read sees the last transaction, one state of it, and nothing after the store's end")
    func sees() async throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        try store.write { try $0.ensure(Sample.nanping) }
        for sequence in UInt64(1)...20 {
            try store.write { try $0.addSentRun(Sample.caseLane, sequence...sequence) }
            let (short, long) = try await (
                store.glance { try $0.backlog(Sample.nanping).entries },
                store.read { try $0.backlog(Sample.nanping).entries }
            )
            #expect(short == sequence && long == short)
        }
        let apart = try await store.glance { rows in
            let before = try rows.backlog(Sample.nanping).entries
            try store.write { try $0.addSentRun(Sample.caseLane, 21...21) }
            return (before, try rows.backlog(Sample.nanping).entries)
        }
        #expect(apart == (20, 20), "what is committed while it reads is for the next")
        await #expect(throws: Poison.self) { try await store.glance { _ in throw Poison() } }
        #expect(try await store.glance { try $0.backlog(Sample.nanping).entries } == 21, "one that fails ends its turn")
        try store.close()
        await #expect(throws: StoreError.closed) { try await store.glance { try $0.saved() } }
    }

    @Test("Where another thread reads, it is not waited for")
    func neverWaits() throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        try store.write { try $0.ensure(Sample.nanping) }
        try store.write { try $0.addSentRun(Sample.caseLane, 1...3) }
        let reader = ShortReaders(path: folder.file, configuration: SQLiteStore.configuration(), count: 1)
        let entered = DispatchSemaphore(value: 0)
        let leave = DispatchSemaphore(value: 0)
        let left = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            _ = try? reader.read { _ in
                entered.signal()
                leave.wait()
            }
            left.signal()
        }
        entered.wait()
        #expect(try reader.read { try $0.backlog(Sample.nanping).entries } == nil)
        let more = ShortReaders(path: folder.file, configuration: SQLiteStore.configuration(), count: 2)
        let both = try more.read { _ in try more.read { try $0.backlog(Sample.nanping).entries } }
        #expect(both == 3, "one more thread has one more connection")
        try more.close()
        #expect(try more.read { _ in 1 } == nil)
        leave.signal()
        left.wait()
        #expect(try reader.read { try $0.backlog(Sample.nanping).entries } == 3)
        try reader.close()
        try store.close()
    }

    @Test("Many at once all get their answer, on the connection of their own or on another")
    func many() async throws {
        let folder = try TemporaryFolder()
        let store = try Sample.open(folder)
        try store.write { try $0.ensure(Sample.nanping) }
        try store.write { try $0.addSentRun(Sample.caseLane, 1...3) }
        let sum = try await withThrowingTaskGroup(of: UInt64.self) { group in
            for _ in 0..<500 {
                group.addTask { try await store.glance { try $0.backlog(Sample.nanping).entries } }
            }
            var sum: UInt64 = 0
            for try await count in group { sum += count }
            return sum
        }
        #expect(sum == 1_500)
        try store.close()
    }
}
