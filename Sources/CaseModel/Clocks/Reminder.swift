/// Something that somebody at a node is to hear of, as long as it holds (督办提醒).
///
/// A reminder changes nothing about its case. It says that a person should.
public struct Reminder: Hashable, Sendable {
    /// What it is about, which also tells it from every other reminder of its case.
    ///
    /// A clock whose last day moves is told again for the new day; a stage that comes again is another round.
    public enum Matter: Hashable, Sendable {
        /// A step of a stage's escalation, by the stage's round and the step's level, both from 1.
        case stage(Stage, round: Int, level: Int)
        /// A clock that nears its last day or has passed it.
        case clock(ClockKind, lastDay: LocalDay, ClockNotice)
    }

    /// How a clock stands when somebody hears of it.
    public enum ClockNotice: String, Hashable, Sendable, CaseIterable, Codable {
        /// The last day is near (临期).
        case near
        /// The last day has passed (超期).
        case over
    }

    /// What it is about.
    public var matter: Matter
    /// Who hears of it.
    public var to: Role
    /// When it became due, in milliseconds since 1970-01-01T00:00:00Z.
    public var dueAt: Int64

    /// Fills a reminder.
    public init(_ matter: Matter, to: Role, dueAt: Int64) {
        self.matter = matter
        self.to = to
        self.dueAt = dueAt
    }
}

extension Reminder.Matter: CustomStringConvertible {
    /// The name of the stage or of the clock; no stage is called as a clock is.
    public var subject: String {
        switch self {
        case .stage(let stage, _, _): stage.rawValue
        case .clock(let kind, _, _): kind.rawValue
        }
    }

    /// The matter as text, `response/1/2` or `promised/20261203/near`.
    public var description: String {
        switch self {
        case .stage(let stage, let round, let level): "\(stage.rawValue)/\(round)/\(level)"
        case .clock(let kind, let day, let notice): "\(kind.rawValue)/\(day)/\(notice.rawValue)"
        }
    }

    /// Reads what ``description`` wrote; anything else is `nil`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        if let stage = Stage(rawValue: String(parts[0])) {
            guard let round = Int(parts[1]), let level = Int(parts[2]), round > 0, level > 0 else { return nil }
            self = .stage(stage, round: round, level: level)
        } else {
            guard let kind = ClockKind(rawValue: String(parts[0])), let day = LocalDay(parts[1]),
                let notice = Reminder.ClockNotice(rawValue: String(parts[2]))
            else { return nil }
            self = .clock(kind, lastDay: day, notice)
        }
    }
}
