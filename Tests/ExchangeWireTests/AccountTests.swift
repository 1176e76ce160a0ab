import ExchangeCore
import ExchangeWire
import SwiftProtobuf
import TestChance
import Testing

/// Questions and answers about accounts (对账).
@Suite struct AccountTests {
    let world = World()

    @Test(arguments: 0..<50) func whatOneWritesTheOtherReads(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        let request = AccountRequest(number: generator.next() | 1)
        #expect(try read(try world.quzhouCodec.encode(request)) == .accountRequest(request))
        let answer = AccountAnswer.sample(daysMax: 40, using: &generator)
        #expect(try read(try world.quzhouCodec.encode(answer)) == .accountAnswer(answer))
    }

    @Test func theLargestAnswerReads() throws {
        var generator = SplitMix(seed: 5)
        var answer = AccountAnswer(number: .max, accounts: [])
        for lane in Lane.allCases {
            for isOwn in [true, false] {
                var account = StreamAccount.sample(lane, isOwn: isOwn, days: StreamAccount.daysMax, using: &generator)
                account.pending = .max
                // The ends of what is allowed.
                account.days[0].day = WireLimits.accountDays.lowerBound
                account.days[StreamAccount.daysMax - 1].day = WireLimits.accountDays.upperBound
                answer.accounts.append(account)
            }
        }
        let frame = try world.quzhouCodec.encode(answer)
        #expect(try read(frame) == .accountAnswer(answer))
        // With as many lanes as an answer may ever have it still fits into a frame.
        #expect(frame.count / answer.accounts.count * WireLimits.accountsMax < WireLimits.frameBytesMax)
    }

    @Test func anAnswerMaySpeakOfLanesToCome() throws {
        let frame: [UInt8] = try WireFrame.with {
            $0.accountAnswer = .with {
                $0.number = 7
                $0.streams = [
                    .with { $0.lane = .UNRECOGNIZED(4) }, .with { $0.lane = .UNRECOGNIZED(4) },
                    .with { $0.lane = .result },
                ]
            }
        }.serializedBytes()
        let account = StreamAccount(lane: .result, isOwn: false, end: .start, pending: 0, days: [])
        #expect(try read(frame) == .accountAnswer(AccountAnswer(number: 7, accounts: [account])))
    }

    @Test func nothingIsSentThatThePeerRefuses() throws {
        var generator = SplitMix(seed: 6)
        let codec = world.quzhouCodec
        #expect(throws: WireError.accountNumberMissing) { _ = try codec.encode(AccountRequest(number: 0)) }
        #expect(throws: WireError.accountNumberMissing) {
            _ = try codec.encode(AccountAnswer(number: 0, accounts: []))
        }
        let account = StreamAccount.sample(.case, isOwn: true, days: 3, using: &generator)
        var long = StreamAccount.sample(.case, isOwn: true, days: StreamAccount.daysMax, using: &generator)
        long.days.append(StreamAccount.Day(day: 100_000, count: 1, last: account.days[0].last))
        var late = account
        late.days[2].day = .max
        var turned = account
        turned.days.swapAt(0, 1)
        var idle = account
        idle.days[1].count = 0
        var endless = account
        endless.days[1].last = .start
        let (days, middle) = (turned.days, account.days[1].day)
        for (accounts, expected) in [
            ([StreamAccount](repeating: account, count: 17), WireError.accountsTooMany(17)),
            ([account, account], .accountRepeated(.case, isOwn: true)),
            ([long], .accountDaysTooMany(.case, 401)),
            ([late], .accountDayWrong(.max)),
            ([turned], .accountDaysUnordered(.case, before: days[0].day, day: days[1].day)),
            ([idle], .accountDayEmpty(.case, day: middle)),
            ([endless], .accountDayEmpty(.case, day: middle)),
        ] {
            #expect(throws: expected) { _ = try codec.encode(AccountAnswer(number: 1, accounts: accounts)) }
        }
    }

    @Test func golden() throws {
        let request = AccountRequest(number: 0x0102_0304_0506_0708)
        try Fixture.check(
            try world.quzhouCodec.encode(request),
            "frame-account-request",
            about: "330800 asks for an account; the question's number is 0x0102030405060708."
        )
        #expect(try read(try Fixture.read("frame-account-request")) == .accountRequest(request))
        let ends = try (1...3).map { number in
            Position(sequence: UInt64(number), hash: try #require(Digest(try Fixture.read("entry-\(number)-hash"))))
        }
        let answer = AccountAnswer(
            number: request.number,
            accounts: [
                StreamAccount(
                    lane: .case,
                    isOwn: true,
                    end: ends[2],
                    pending: 4,
                    days: [
                        StreamAccount.Day(day: -1, count: 1, last: ends[0]),
                        StreamAccount.Day(day: 20_780, count: 2, last: ends[2]),
                    ]
                ),
                StreamAccount(lane: .case, isOwn: false, end: .start, pending: 0, days: []),
                StreamAccount(
                    lane: .result,
                    isOwn: false,
                    end: ends[1],
                    pending: 0,
                    days: [StreamAccount.Day(day: 20_780, count: 2, last: ends[1])]
                ),
            ]
        )
        try Fixture.check(
            try world.quzhouCodec.encode(answer),
            "frame-account-answer",
            about: """
                The answer: own case lane through entry-3 with 4 entries pending, on the days -1 (1969-12-31)
                and 20780 (2026-11-23); received case lane empty; received result lane through 2 on day 20780.
                """
        )
        #expect(try read(try Fixture.read("frame-account-answer")) == .accountAnswer(answer))
    }

    private func read(_ frame: [UInt8]) throws -> Frame {
        try world.nanpingCodec.decode(frame, from: world.quzhou)
    }
}

extension StreamAccount {
    static func sample(_ lane: Lane, isOwn: Bool, days: Int, using generator: inout SplitMix) -> Self {
        var day = Int32.random(in: -10...20_000, using: &generator)
        var (sequence, all): (UInt64, [Day]) = (0, [])
        for _ in 0..<days {
            day += .random(in: 1...3, using: &generator)
            let count = UInt64.random(in: 1...1_000_000, using: &generator)
            sequence += count
            let last = Position(sequence: sequence, hash: needed(Digest(generator.digest())))
            all.append(Day(day: day, count: count, last: last))
        }
        return StreamAccount(
            lane: lane,
            isOwn: isOwn,
            end: all.last?.last ?? .start,
            pending: isOwn ? generator.next() >> 40 : 0,
            days: all
        )
    }
}

extension AccountAnswer {
    /// Accounts of some of the six streams, with at most so many days each.
    static func sample(daysMax: Int, using generator: inout SplitMix) -> Self {
        var accounts: [StreamAccount] = []
        for lane in Lane.allCases {
            for isOwn in [true, false] where Int.random(in: 0..<4, using: &generator) > 0 {
                let days = Int.random(in: 0...daysMax, using: &generator)
                accounts.append(.sample(lane, isOwn: isOwn, days: days, using: &generator))
            }
        }
        return AccountAnswer(number: generator.next() | 1, accounts: accounts)
    }
}
