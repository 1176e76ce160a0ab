import ExchangeCore
import SwiftProtobuf

extension AccountRequest {
    init(reading bytes: UnsafeRawBufferPointer) throws(WireError) {
        let message: WireAccountRequest = try .read(bytes, part: .accountRequest)
        self.init(number: message.number)
        try check()
    }

    fileprivate func check() throws(WireError) {
        guard number != 0 else { throw .accountNumberMissing }
    }
}

extension WireAccountRequest {
    init(_ request: AccountRequest) throws(WireError) {
        try request.check()
        self.init()
        number = request.number
    }
}

extension AccountAnswer {
    init(reading bytes: UnsafeRawBufferPointer) throws(WireError) {
        let message: WireAccountAnswer = try .read(bytes, part: .accountAnswer)
        // Counted before lanes are passed over, so that their number is bounded too.
        guard message.streams.count <= WireLimits.accountsMax else { throw .accountsTooMany(message.streams.count) }
        self.init(number: message.number, accounts: [])
        for stream in message.streams {
            // A lane of a newer version is none of ours.
            if case .UNRECOGNIZED = stream.lane { continue }
            accounts.append(try StreamAccount(reading: stream))
        }
        try check()
    }

    fileprivate func check() throws(WireError) {
        guard number != 0 else { throw .accountNumberMissing }
        guard accounts.count <= WireLimits.accountsMax else { throw .accountsTooMany(accounts.count) }
        for (index, account) in accounts.enumerated() {
            let isRepeated = accounts[..<index].contains { $0.lane == account.lane && $0.isOwn == account.isOwn }
            guard !isRepeated else { throw .accountRepeated(account.lane, isOwn: account.isOwn) }
            try account.check()
        }
    }
}

extension WireAccountAnswer {
    init(_ answer: AccountAnswer) throws(WireError) {
        try answer.check()
        self.init()
        number = answer.number
        streams = answer.accounts.map(WireStreamAccount.init)
    }
}

extension StreamAccount {
    fileprivate init(reading message: WireStreamAccount) throws(WireError) {
        let lane = try Lane(wire: message.lane.number)
        // Before the days are copied.
        guard message.days.count <= Self.daysMax else { throw .accountDaysTooMany(lane, message.days.count) }
        var days: [Day] = []
        days.reserveCapacity(message.days.count)
        for day in message.days {
            days.append(Day(day: day.day, count: day.count, last: try Position(day.last)))
        }
        self.init(
            lane: lane,
            isOwn: message.own,
            end: try Position(message.end),
            pending: message.pending,
            days: days
        )
    }

    fileprivate func check() throws(WireError) {
        guard days.count <= Self.daysMax else { throw .accountDaysTooMany(lane, days.count) }
        var before: Int32?
        for day in days {
            guard WireLimits.accountDays.contains(day.day) else { throw .accountDayWrong(day.day) }
            if let before, before >= day.day { throw .accountDaysUnordered(lane, before: before, day: day.day) }
            guard day.count > 0, day.last.sequence > 0 else { throw .accountDayEmpty(lane, day: day.day) }
            before = day.day
        }
    }
}

extension WireStreamAccount {
    fileprivate init(_ account: StreamAccount) {
        self.init()
        lane = WireLane(account.lane)
        own = account.isOwn
        end = account.end.message
        pending = account.pending
        days = account.days.map { day in
            WireAccountDay.with {
                $0.day = day.day
                $0.count = day.count
                $0.last = day.last.message
            }
        }
    }
}
