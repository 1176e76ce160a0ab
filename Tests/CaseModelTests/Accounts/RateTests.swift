import Testing

@testable import CaseModel

@Suite struct RateTests {
    @Test func aBucketGivesItsBurstAndThenItsRate() {
        let rate = TokenBucket.Rate(perSecond: 10, burst: 3)
        var bucket = TokenBucket(rate, at: 0)
        for _ in 0..<3 { #expect(bucket.take(rate, at: 0) == nil) }
        #expect(bucket.take(rate, at: 0) == 100)
        #expect(bucket.take(rate, at: 40) == 60)
        #expect(bucket.take(rate, at: 100) == nil)
        #expect(bucket.take(rate, at: 100) == 100)
        #expect(bucket.take(rate, at: .max) == nil, "a long pause fills it and no more")
        for _ in 0..<2 { #expect(bucket.take(rate, at: .max) == nil) }
        #expect(bucket.take(rate, at: .max) != nil)
        #expect(bucket.take(rate, at: 5) != nil, "a clock that goes back fills nothing")
    }

    @Test(arguments: 0..<20) func aBucketNeverGivesMoreThanItsRate(seed: UInt64) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func random(_ bound: Int64) -> Int64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int64(state >> 33) % bound
        }
        let rate = TokenBucket.Rate(perSecond: 1 + random(500), burst: 1 + random(50))
        var bucket = TokenBucket(rate, at: 0)
        var (now, given): (Int64, Int64) = (0, 0)
        for _ in 0..<2_000 {
            now += random(10)
            let wait = bucket.take(rate, at: now)
            if wait == nil { given += 1 }
            #expect(given * 1_000 <= rate.burst * 1_000 + rate.perSecond * now)
            if let wait { #expect(wait >= 1 && wait <= 1_000) }
        }
    }

    @Test func whoFailsTooOftenWaitsLongerEachTime() {
        var lockOut = LockOut()
        var now: Int64 = 0
        var length = LockOut.firstMilliseconds
        for _ in 0..<12 {
            for _ in 1..<LockOut.failuresMax { #expect(lockOut.fail("10.0.0.1", at: now) == .counted) }
            #expect(lockOut.fail("10.0.0.1", at: now) == .locked(milliseconds: length, isNew: true))
            #expect(lockOut.fail("10.0.0.1", at: now + 1) == .locked(milliseconds: length - 1, isNew: false))
            #expect(lockOut.remaining("10.0.0.1", at: now) == length)
            #expect(lockOut.remaining("10.0.0.2", at: now) == nil, "another address is not hurt")
            now += length
            #expect(lockOut.remaining("10.0.0.1", at: now) == nil)
            length = min(length * 2, LockOut.lastMilliseconds)
        }
        now += LockOut.forgottenMilliseconds + 1
        for _ in 1..<LockOut.failuresMax { #expect(lockOut.fail("10.0.0.1", at: now) == .counted) }
        #expect(
            lockOut.fail("10.0.0.1", at: now) == .locked(milliseconds: LockOut.firstMilliseconds, isNew: true),
            "what is long ago is forgotten"
        )
    }

    @Test func theTableOfAddressesIsBounded() {
        var lockOut = LockOut()
        for address in 0..<(LockOut.addressesMax + 100) {
            #expect(lockOut.fail("a\(address)", at: Int64(address)) == .counted)
        }
        #expect(lockOut.count == LockOut.addressesMax)
    }
}
