import ExchangeCore
import Foundation
import Synchronization
import Testing

@testable import CityNode

@Suite("Mailbox, bells, threads")
struct SmallPartsTests {
    @Test("A ring before the wait is not lost, and many count as one")
    func early() {
        let bell = Bell()
        bell.ring()
        bell.ring()
        bell.wait()
        let before = Clock.steady
        bell.wait(milliseconds: 20)
        #expect(Clock.steady.milliseconds(since: before) >= 15)
    }

    #if os(Linux)
    @Test("A thread is known to the system by its name")
    func names() throws {
        let said = Box<String?>(nil)
        let thread = OwnThread(name: "sample") {
            let name = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
            said.value.withLock { $0 = name }
        }
        thread.join()
        #expect(said.value.withLock { $0 } == "sample\n")
    }
    #endif

    @Test("Only a sound number of seconds puts the clocks ahead")
    func ahead() {
        let texts: [(String?, Int64)] = [
            (nil, 0), ("", 0), ("x", 0), ("-1", 0), ("99999999999", 0), ("864000", 864_000_000), ("0", 0),
        ]
        for (text, expected) in texts { #expect(Clock.ahead(text) == expected, "\(text ?? "nothing")") }
        #expect(Clock.aheadMilliseconds == 0)
    }

    @Test("A mailbox rings at the first letter, keeps order and its limit, and takes nothing once closed")
    func mailbox() {
        let rings = Box(0)
        let box = Mailbox<Int> { rings.value.withLock { $0 += 1 } }
        #expect(box.take().isEmpty)
        for letter in 0..<3 { #expect(box.put(letter)) }
        #expect(rings.value.withLock { $0 } == 1)
        #expect(!box.put(9, limit: 3))
        #expect(box.put(3, limit: 4))
        #expect(box.take() == [0, 1, 2, 3])
        #expect(box.put(4))
        #expect(rings.value.withLock { $0 } == 2)
        #expect(box.close() == [4])
        #expect(!box.put(5))
        #expect(box.take().isEmpty)
        #expect(box.close().isEmpty)
        #expect(rings.value.withLock { $0 } == 2)
    }

    @Test("Letters of many threads all arrive, each thread's in its order")
    func manyThreads() {
        let bell = Bell()
        let box = Mailbox<[Int]> { bell.ring() }
        let writers = (0..<4).map { writer in
            OwnThread(name: "writer \(writer)") { for count in 0..<500 { box.put([writer, count]) } }
        }
        var got = [[Int]](repeating: [], count: 4)
        while got.reduce(0, { $0 + $1.count }) < 2_000 {
            bell.wait()
            for letter in box.take() { got[letter[0]].append(letter[1]) }
        }
        for writer in writers { writer.join() }
        #expect(got.allSatisfy { $0 == Array(0..<500) })
    }

    @Test("A feed's ring reaches everybody, many count as one, and its end ends all")
    func feed() async {
        let feed = FeedBell()
        let first = feed.rings()
        let second = feed.rings()
        feed.ring()
        feed.ring()
        var one = first.makeAsyncIterator()
        var two = second.makeAsyncIterator()
        #expect(await one.next() != nil)
        #expect(await two.next() != nil)
        feed.ring()
        #expect(await one.next() != nil)
        feed.end()
        #expect(await one.next() == nil)
        #expect(await two.next() != nil)
        #expect(await two.next() == nil)
        var late = feed.rings().makeAsyncIterator()
        #expect(await late.next() == nil)
    }

    @Test("A feed rings in a follower's own stream, beside what that hears otherwise, until one of them ends")
    func feedOfOnesOwn() async {
        let feed = FeedBell()
        var streams: [AsyncStream<Void>.AsyncIterator] = []
        var followers: [AsyncStream<Void>.Continuation] = []
        for _ in 0..<3 {
            let (stream, follower) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
            streams.append(stream.makeAsyncIterator())
            followers.append(follower)
        }
        followers[2].finish()
        for follower in followers { feed.wake(follower) }
        #expect(feed.followerCount == 3)
        feed.ring()
        #expect(feed.followerCount == 2, "who had ended before is let go of at the first ring")
        #expect(await streams[0].next() != nil)
        followers[0].yield()
        #expect(await streams[0].next() != nil)
        followers[1].finish()
        #expect(feed.followerCount == 1, "who ends is let go of at once")
        feed.end()
        #expect(await streams[0].next() == nil)
        #expect(feed.followerCount == 0)
    }

    @Test("A thread can be waited for more than once, and a flag stays set")
    func threads() {
        let flag = Flag()
        #expect(!flag.isSet)
        let thread = OwnThread(name: "test") { flag.set() }
        thread.join()
        thread.join()
        #expect(flag.isSet)
    }

    @Test("The steady clock does not go back")
    func clock() {
        var last = Clock.steady
        for _ in 0..<1_000 {
            let now = Clock.steady
            #expect(now >= last)
            last = now
        }
        #expect(abs(Clock.wall.milliseconds(since: Clock.steady)) < 60_000)
    }

    @Test("Fault points do nothing without their variable, or with one that says nothing")
    func faults() {
        for text in ["", "exit-before-commit", "exit-before-commit:x", "freeze-writer", "freeze-exchange:", "other:1"] {
            let faults = FaultPoints(environment: ["TONGBAN_FAULT": text])
            faults.beforeCommit(entries: 5)
            faults.afterCommit(entries: 5)
            faults.afterCommitIsHeard()
        }
        let far = FaultPoints(environment: ["TONGBAN_FAULT": "exit-before-commit:6"])
        far.beforeCommit(entries: 5)
        let later = FaultPoints(environment: ["TONGBAN_FAULT": "exit-after-commit:6"])
        later.afterCommit(entries: 5)
    }
}
