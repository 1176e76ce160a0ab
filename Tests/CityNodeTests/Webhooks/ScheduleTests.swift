import CaseModel
import TestChance
import Testing

@testable import CityNode

@Suite("When a delivery is tried again")
struct ScheduleTests {
    @Test("Waits grow to half a day, differ, and end after three days", arguments: 1...20)
    func backoff(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let backoff = Backoff()
        var now: Int64 = 7
        var failures = 0
        var waits: [Int64] = []
        while true {
            failures += 1
            guard let next = backoff.next(after: failures, since: 7, now: now, using: &random) else { break }
            #expect((0...backoff.bound(failures)).contains(next - now))
            waits.append(next - now)
            now = next
        }
        #expect(now == 7 + 3 * 86_400_000, "the last time is at the very end")
        #expect((8...60).contains(failures))
        #expect(Set(waits).count > waits.count / 2)
    }

    @Test("The bound grows fourfold and stays") func bounds() {
        let backoff = Backoff()
        #expect((1...4).map(backoff.bound) == [5_000, 20_000, 80_000, 320_000])
        #expect(backoff.bound(9) == 12 * 3_600_000 && backoff.bound(1_000) == 12 * 3_600_000)
    }

    @Test("A target that asks to wait is waited for, within the bound") func retryAfter() {
        var random = SplitMix(seed: 1)
        let next = Backoff().next(after: 1, since: 0, now: 0, atLeast: 90_000, using: &random)
        #expect(next == 90_000)
        for (header, wait) in [("120", 120_000), ("-3", 0), ("999999999", 3_600_000), ("soon", 0), ("", 0)] {
            #expect(
                DeliveryOutcome(status: 503, retryAfter: header)
                    == .failed(.init(status: 503, text: "answered 503", retryAfter: Int64(wait)))
            )
        }
    }

    @Test("Answers mean what they say") func answers() {
        #expect(DeliveryOutcome(status: 200, retryAfter: nil) == .delivered(status: 200))
        #expect(DeliveryOutcome(status: 299, retryAfter: nil) == .delivered(status: 299))
        #expect(DeliveryOutcome(status: 410, retryAfter: nil) == .gone)
        for status in [301, 302, 307, 400, 401, 404, 429, 500, 503] {
            guard case .failed(let failure) = DeliveryOutcome(status: status, retryAfter: nil) else {
                Issue.record("\(status)")
                continue
            }
            #expect(failure.status == status)
        }
    }

    @Test("The breaker opens after failures in a row, lets one through, and closes with what is taken")
    func breaker() throws {
        var random = SplitMix(seed: 9)
        var breaker = Breaker()
        for _ in 0..<3 {
            for _ in 1..<Breaker.failuresMax { breaker.fail(now: 0, using: &random) }
            #expect(breaker.isClosed)
            let wasOpen = breaker.succeed()
            #expect(!wasOpen)
        }
        for _ in 0..<Breaker.failuresMax { breaker.fail(now: 0, using: &random) }
        var now: Int64 = 0
        var waits: [Int64] = []
        for _ in 0..<12 {
            let at = try #require(breaker.probesAt)
            waits.append(at - now)
            let isEarly = breaker.probe(now: at - 1)
            #expect(!isEarly)
            breaker.fail(now: now, using: &random)
            #expect(breaker.probesAt == at, "what was on its way says nothing new")
            now = at
            let (first, second) = (breaker.probe(now: now), breaker.probe(now: now))
            #expect(first && !second, "one alone")
            breaker.fail(now: now, using: &random)
        }
        #expect(waits.allSatisfy { $0 <= Breaker.longestMilliseconds && $0 >= Breaker.firstMilliseconds / 2 })
        #expect(waits.suffix(4).allSatisfy { $0 >= Breaker.longestMilliseconds / 2 })
        let wasOpen = breaker.succeed()
        #expect(wasOpen && breaker.isClosed)
    }
}
