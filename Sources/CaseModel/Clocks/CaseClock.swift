/// A time limit that runs: when it began, how long it is, and what stood still or was added.
///
/// Only what happened is kept. The last day, the days used and the days left are worked out with a ``Timetable`` each time
/// they are asked for, so a calendar that is changed after the fact changes the answers and needs no repair.
///
/// What happened is in time order: no operation takes an instant before the last one.
public struct CaseClock: Hashable, Sendable {
    /// How the instant of the start becomes the day that is not counted.
    public enum Opening: String, Hashable, Sendable, CaseIterable, Codable {
        /// Something came in from outside: after the cut-off, or on a day off, it counts as the next working day's.
        case receipt
        /// The office did something: it is the local day, whatever the hour.
        case act
    }

    /// When it began, in milliseconds since 1970-01-01T00:00:00Z.
    public let start: Int64
    /// How that instant becomes a day.
    public let opening: Opening
    /// The time limit, without an extension.
    public let limit: TimeLimit
    /// The pauses in time order, at most 100; only the last one may still last.
    public private(set) var pauses: [ClockPause]
    /// The extension, if there was one.
    public private(set) var extended: ClockExtension?
    /// When what the clock waits for was done, in milliseconds since 1970-01-01T00:00:00Z; `nil` while it is not.
    public private(set) var stoppedAt: Int64?

    /// Puts a clock together, fresh or as it was kept.
    ///
    /// - Throws: `malformed`, `too-much`, `limit-exceeded`, `time-reversed` or `clock-state` when it could not have come
    ///   about by ``pause(_:note:at:)``, ``resume(at:)``, ``extend(by:most:)`` and ``stop(at:)``.
    public init(
        start: Int64,
        opening: Opening = .act,
        limit: TimeLimit,
        pauses: [ClockPause] = [],
        extended: ClockExtension? = nil,
        stoppedAt: Int64? = nil
    ) throws(CaseRefusal) {
        try Self.check(instant: start, "start")
        guard (0...TimeLimit.daysMax).contains(limit.days) else {
            throw CaseRefusal(.limitExceeded, "give 0 to \(TimeLimit.daysMax) days", field: "limit.days")
        }
        self.start = start
        self.opening = opening
        self.limit = limit
        self.pauses = []
        for pause in pauses {
            try self.pause(pause.reason, note: pause.note, at: pause.begin)
            if let end = pause.end { try resume(at: end) }
        }
        if let extended {
            // It may have come between two pauses, so only its place after the start is checked.
            try check(extended, most: extended.limit, earliest: start)
            self.extended = extended
        }
        if let stoppedAt { try stop(at: stoppedAt) }
    }

    /// True while it stands still.
    public var isPaused: Bool { pauses.last.map { $0.end == nil } ?? false }

    /// True until it is stopped, also while it is paused.
    public var isRunning: Bool { stoppedAt == nil }

    /// The limit with its extension.
    public var budget: TimeLimit {
        TimeLimit(days: limit.days + (extended?.limit.days ?? 0), unit: limit.unit)
    }

    /// Lets the clock stand still.
    ///
    /// - Parameters:
    ///   - reason: why.
    ///   - note: what the applicant was told; needed for a suspension.
    ///   - at: when, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Throws: `clock-state` when it is paused or stopped, `time-reversed`, or what is wrong with the note.
    public mutating func pause(_ reason: ClockPause.Reason, note: String = "", at: Int64) throws(CaseRefusal) {
        try checkRuns(at: at)
        guard !isPaused else {
            throw CaseRefusal(.clockState, "it is paused already: resume it before it is paused again")
        }
        guard pauses.count < ClockLimits.pausesMax else {
            throw CaseRefusal(
                .tooMuch,
                "it was paused \(pauses.count) times, which is the most: decide",
                field: "pauses"
            )
        }
        let pause = ClockPause(reason: reason, note: note, begin: at)
        try pause.checkNote("note")
        pauses.append(pause)
    }

    /// Lets it go on.
    ///
    /// - Parameter at: when, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Throws: `clock-state` when it is not paused, or `time-reversed`.
    public mutating func resume(at: Int64) throws(CaseRefusal) {
        try checkRuns(at: at)
        guard isPaused else { throw CaseRefusal(.clockState, "it is not paused: there is nothing to resume") }
        pauses[pauses.count - 1].end = at
    }

    /// Makes the limit longer, once.
    ///
    /// - Parameters:
    ///   - addition: how much longer, who approved it, why, and the notice.
    ///   - most: the most that the guide allows.
    /// - Throws: `extension-used`, `limit-exceeded`, `clock-state` when it is stopped, `time-reversed`, or what is wrong with
    ///   the extension.
    public mutating func extend(
        by addition: ClockExtension,
        most: TimeLimit = ClockLimits.lengthening
    ) throws(CaseRefusal) {
        try checkRuns(at: addition.at)
        guard extended == nil else {
            throw CaseRefusal(.extensionUsed, "it was extended once, and that is all the law allows: decide")
        }
        try check(addition, most: most, earliest: last)
        extended = addition
    }

    /// Ends it, because what it waits for was done or is not waited for any more; a pause that lasts ends too.
    ///
    /// - Parameter at: when, in milliseconds since 1970-01-01T00:00:00Z.
    /// - Throws: `clock-state` when it is stopped already, or `time-reversed`.
    public mutating func stop(at: Int64) throws(CaseRefusal) {
        try checkRuns(at: at)
        if isPaused { pauses[pauses.count - 1].end = at }
        stoppedAt = at
    }

    /// The last instant that it knows of.
    private var last: Int64 {
        let paused = pauses.last.map { $0.end ?? $0.begin } ?? start
        return max(paused, extended?.at ?? start)
    }

    private func checkRuns(at: Int64) throws(CaseRefusal) {
        try Self.check(instant: at, "at")
        guard isRunning else { throw CaseRefusal(.clockState, "it was stopped: start another one if time runs again") }
        try Self.check(at, notBefore: last)
    }

    private func check(
        _ addition: ClockExtension,
        most: TimeLimit,
        earliest: Int64
    ) throws(CaseRefusal) {
        try Self.check(instant: addition.at, "extension.at")
        try Self.check(addition.at, notBefore: earliest)
        guard addition.limit.unit == limit.unit, most.unit == limit.unit else {
            throw CaseRefusal(
                .malformed,
                "an extension counts the days that its limit counts: give it in that unit",
                field: "extension.limit.unit"
            )
        }
        guard addition.limit.days >= 1, addition.limit.days <= min(most.days, TimeLimit.daysMax) else {
            throw CaseRefusal(
                .limitExceeded,
                "give 1 to \(min(most.days, TimeLimit.daysMax)) days",
                field: "extension.limit.days"
            )
        }
        try addition.checkTexts("extension")
    }

    private static func check(_ at: Int64, notBefore last: Int64) throws(CaseRefusal) {
        guard at >= last else {
            throw CaseRefusal(
                .timeReversed,
                "it lies \(last - at) ms before what happened last: give the later instant",
                field: "at"
            )
        }
    }

    private static func check(instant: Int64, _ field: String) throws(CaseRefusal) {
        guard ClockLimits.instants.contains(instant) else {
            throw CaseRefusal(.malformed, "give milliseconds since 1970-01-01T00:00:00Z, 1992 to 2999", field: field)
        }
    }
}

extension CaseClock: Codable {
    private enum CodingKeys: String, CodingKey {
        case start
        case opening
        case limit
        case pauses
        case extended = "extension"
        case stoppedAt
    }

    /// Reads a clock and checks it; all but start, opening and limit may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let start = try container.decode(Int64.self, forKey: .start)
        let opening = try container.decode(Opening.self, forKey: .opening)
        let limit = try container.decode(TimeLimit.self, forKey: .limit)
        let pauses = try container.decodeIfPresent([ClockPause].self, forKey: .pauses) ?? []
        let extended = try container.decodeIfPresent(ClockExtension.self, forKey: .extended)
        let stoppedAt = try container.decodeIfPresent(Int64.self, forKey: .stoppedAt)
        self = try decoder.sound { () throws(CaseRefusal) in
            try CaseClock(
                start: start,
                opening: opening,
                limit: limit,
                pauses: pauses,
                extended: extended,
                stoppedAt: stoppedAt
            )
        }
    }
}
