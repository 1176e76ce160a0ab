import Testing

@testable import NodeAPI

/// Callers that are too slow to be waited for.
@Suite struct PaceTests {
    private let limits = Pace.Limits(headMilliseconds: 30, bodyMilliseconds: 20, bodyBytes: 100, takeMilliseconds: 50)

    @Test func aConnectionBeginsSoon() {
        var pace = Pace(limits, at: 1_000)
        #expect(!pace.isTooSlow(at: 1_029) && pace.isTooSlow(at: 1_030))
        pace.head()
        pace.end()
        #expect(!pace.isTooSlow(at: 100_000), "what rests between requests is the idle limit's matter")
    }

    @Test func aBodyComesAtSomePace() {
        var pace = Pace(limits, at: 0)
        pace.head()
        #expect(!pace.isTooSlow(at: 1_000), "the node does not read yet")
        pace.wantsToRead(at: 1_000)
        #expect(!pace.isTooSlow(at: 1_019) && pace.isTooSlow(at: 1_020))
        // A byte now and then is not enough.
        for at in stride(from: Int64(1_005), to: 1_020, by: 5) {
            pace.body(1, at: at)
            pace.wantsToRead(at: at)
        }
        #expect(pace.isTooSlow(at: 1_020))
        // Enough of them is, however they come.
        pace.body(97, at: 1_019)
        pace.wantsToRead(at: 1_019)
        #expect(!pace.isTooSlow(at: 1_038) && pace.isTooSlow(at: 1_039))
        pace.end()
        #expect(!pace.isTooSlow(at: 9_999))
    }

    @Test func theNodesOwnDelaysAreNotTheCallers() {
        var pace = Pace(limits, at: 0)
        pace.head()
        for round in Int64(0)..<50 {
            // The caller answers within a millisecond, the node comes back after a long while.
            pace.wantsToRead(at: round * 1_000)
            pace.body(30, at: round * 1_000 + 1)
            #expect(!pace.isTooSlow(at: round * 1_000 + 999))
        }
    }

    @Test func whatWasAskedForIsTaken() {
        var pace = Pace(limits, at: 0)
        pace.head()
        pace.end()
        pace.buffer(isFull: true, at: 100)
        #expect(!pace.isTooSlow(at: 149) && pace.isTooSlow(at: 150))
        pace.buffer(isFull: false, at: 149)
        #expect(!pace.isTooSlow(at: 9_999))
        pace.buffer(isFull: true, at: 9_999)
        #expect(!pace.isTooSlow(at: 10_048) && pace.isTooSlow(at: 10_049))
    }
}
