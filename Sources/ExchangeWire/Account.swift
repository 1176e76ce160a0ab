import ExchangeCore

/// Please tell me your account of the streams between us (对账).
package struct AccountRequest: Hashable, Sendable {
    /// Names the question, not 0; it comes back with the answer.
    package var number: UInt64

    /// Makes a question.
    package init(number: UInt64) { self.number = number }
}

/// What a node holds of the streams between it and the one that asked, all taken at one moment.
package struct AccountAnswer: Hashable, Sendable {
    /// The number of the question, not 0.
    package var number: UInt64
    /// The accounts, at most `WireLimits.accountsMax`, no lane twice with the same `isOwn`.
    package var accounts: [StreamAccount]

    /// Makes an answer.
    package init(number: UInt64, accounts: [StreamAccount]) {
        self.number = number
        self.accounts = accounts
    }
}

/// One side's account of one stream, as the two sides compare it (对账).
package struct StreamAccount: Hashable, Sendable {
    /// One local day of it.
    package struct Day: Hashable, Sendable {
        /// The day in Asia/Shanghai by the times in the entries' headers, in days since 1970-01-01.
        package var day: Int32
        /// How many entries, at least 1.
        package var count: UInt64
        /// The day's entry with the highest number.
        ///
        /// Its hash covers everything before it, so it stands for the day's content.
        package var last: Position

        /// Makes a day.
        package init(day: Int32, count: UInt64, last: Position) {
            self.day = day
            self.count = count
            self.last = last
        }
    }

    /// The lane.
    package var lane: Lane
    /// Whether it is the stream of the node that keeps this account.
    package var isOwn: Bool
    /// Where it ends in this account.
    package var end: Position
    /// Entries that wait for a number; only of own streams.
    package var pending: UInt64
    /// Its newest days, at most `daysMax`, oldest first.
    package var days: [Day]

    /// Days in one account.
    package static let daysMax = 400

    /// Makes an account.
    package init(lane: Lane, isOwn: Bool, end: Position, pending: UInt64, days: [Day]) {
        self.lane = lane
        self.isOwn = isOwn
        self.end = end
        self.pending = pending
        self.days = days
    }
}
