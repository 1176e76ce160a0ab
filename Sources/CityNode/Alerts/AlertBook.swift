/// What one channel has told, and so what it has to tell next.
///
/// It has no clock and no timer: whoever owns it says what stands and what time it is.
struct AlertBook: Sendable {
    /// An alarm that was told and of whose end nothing was told yet.
    struct Told: Hashable, Sendable {
        var alarm: AlarmBoard.Alarm
        /// When it was told last, in milliseconds.
        var at: Int64
        /// Since when it does not stand any more; `nil` while it does.
        var goneSince: Int64?
    }

    private let rules: AlertRules
    private(set) var told: [AlarmKey: Told]
    /// Until when what was told in an earlier life of the daemon is not taken for gone: a start needs a while to see again
    /// what is wrong.
    private let settledAt: Int64

    /// For how long after a start nothing is told as over that was told before it.
    static let settleMilliseconds: Int64 = 300_000

    /// Begins with what was told in an earlier life.
    init(rules: AlertRules, told: [Told] = [], startedAt now: Int64) {
        self.rules = rules
        // What the rules do not include any more is over without a word.
        self.told = Dictionary(told.filter { rules.include($0.alarm) }.map { ($0.alarm.key, $0) }) { $1 }
        settledAt = told.isEmpty ? now : now + Self.settleMilliseconds
    }

    /// What is to be told now of what stands; nothing of it counts as told before ``note(_:at:)``.
    mutating func news(of standing: [AlarmBoard.Alarm], now: Int64) -> [AlertNews] {
        let stand = Int64(rules.standSeconds) * 1_000
        var news: [AlertNews] = []
        var here: Set<AlarmKey> = []
        for alarm in standing where rules.include(alarm) {
            here.insert(alarm.key)
            guard let before = told[alarm.key] else {
                if now - alarm.since >= stand { news.append(AlertNews(.raised, alarm)) }
                continue
            }
            told[alarm.key]?.goneSince = nil
            if alarm.level > before.alarm.level {
                news.append(AlertNews(.raised, alarm))
            } else if rules.repeatHours > 0, now - before.at >= Int64(rules.repeatHours) * 3_600_000 {
                news.append(AlertNews(.stands, alarm))
            }
        }
        for (key, before) in told where !here.contains(key) {
            guard let gone = before.goneSince else {
                told[key]?.goneSince = now
                if stand > 0 || now < settledAt { continue }
                over(key, before, &news)
                continue
            }
            if now - gone >= stand, now >= settledAt { over(key, before, &news) }
        }
        return news.sorted()
    }

    private mutating func over(_ key: AlarmKey, _ before: Told, _ news: inout [AlertNews]) {
        if rules.tellsCleared { news.append(AlertNews(.cleared, before.alarm)) } else { told[key] = nil }
    }

    /// Remembers what was told.
    mutating func note(_ news: [AlertNews], at now: Int64) {
        for one in news {
            told[one.alarm.key] = one.kind == .cleared ? nil : Told(alarm: one.alarm, at: now)
        }
    }
}

/// One thing to tell.
struct AlertNews: Hashable, Comparable, Sendable {
    /// What happened to an alarm.
    enum Kind: String, Sendable, CaseIterable {
        /// It is new, or more urgent than before.
        case raised
        /// It was told, and stands still.
        case stands
        /// It is over.
        case cleared

        /// The word for Chinese readers.
        var chineseName: String {
            switch self {
            case .raised: "发生"
            case .stands: "仍在"
            case .cleared: "解除"
            }
        }
    }

    let kind: Kind
    let alarm: AlarmBoard.Alarm

    init(_ kind: Kind, _ alarm: AlarmBoard.Alarm) {
        self.kind = kind
        self.alarm = alarm
    }

    /// The most urgent first, what is over last.
    static func < (left: AlertNews, right: AlertNews) -> Bool {
        let isOver = (left.kind == .cleared, right.kind == .cleared)
        if isOver.0 != isOver.1 { return !isOver.0 }
        if left.alarm.level != right.alarm.level { return left.alarm.level > right.alarm.level }
        return (left.alarm.since, left.alarm.code.rawValue, left.alarm.detail)
            < (right.alarm.since, right.alarm.code.rawValue, right.alarm.detail)
    }
}
