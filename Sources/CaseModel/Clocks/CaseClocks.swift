/// All clocks of one case, or of one leg of a joint case.
///
/// An operation on several clocks does all of it or nothing. None of them looks at a calendar, so both cities can apply the
/// same events and hold the same clocks whatever notices each of them has entered.
public struct CaseClocks: Hashable, Sendable {
    /// A clock that was started.
    public struct Started: Hashable, Sendable {
        /// What it measures.
        public let kind: ClockKind
        /// How it stands.
        public fileprivate(set) var clock: CaseClock
    }

    /// The clocks that were started, stopped ones included, in the order of their names.
    ///
    /// There are five at most, and every step of every case asks for some: they are passed through, not hashed.
    public private(set) var all: [Started] = []

    /// None, as a new case has.
    public init() {}

    /// Takes clocks that were kept; of two of a kind, the later one.
    public init(_ clocks: some Sequence<(ClockKind, CaseClock)>) {
        for (kind, clock) in clocks { set(kind, clock) }
    }

    /// A clock, or `nil` when it was not started.
    public subscript(kind: ClockKind) -> CaseClock? { place(of: kind).map { all[$0].clock } }

    private func place(of kind: ClockKind) -> Int? { all.indices.first { all[$0].kind == kind } }

    private mutating func set(_ kind: ClockKind, _ clock: CaseClock) {
        if let place = place(of: kind) {
            all[place].clock = clock
        } else {
            let place = all.firstIndex { $0.kind.rawValue > kind.rawValue } ?? all.endIndex
            all.insert(Started(kind: kind, clock: clock), at: place)
        }
    }

    /// When the first last day of the clocks that run ends, in milliseconds since 1970-01-01T00:00:00Z; `nil` where none runs.
    public func due(in timetable: Timetable) -> Int64? {
        all.compactMap { $0.clock.isRunning ? $0.clock.deadline(in: timetable)?.endMilliseconds : nil }.min()
    }

    /// Starts a clock.
    ///
    /// A clock starts once. Only the applicant's starts again after it was stopped, when a second correction is asked for by
    /// way of exception.
    ///
    /// - Parameters:
    ///   - kind: which.
    ///   - at: when, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - limit: how long.
    ///   - opening: how that instant becomes a day; `nil` for the kind's own way.
    /// - Throws: `clock-state` when it was started before, or what is wrong with the instant or the limit.
    public mutating func start(
        _ kind: ClockKind,
        at: Int64,
        limit: TimeLimit,
        opening: CaseClock.Opening? = nil
    ) throws(CaseRefusal) {
        if let old = self[kind] {
            guard kind == .correction, let stoppedAt = old.stoppedAt else {
                throw CaseRefusal(.clockState, "the \(kind.rawValue) clock was started before: it starts once")
            }
            guard at >= stoppedAt else {
                throw CaseRefusal(.timeReversed, "the \(kind.rawValue) clock was stopped later than that", field: "at")
            }
        }
        set(kind, try CaseClock(start: at, opening: opening ?? kind.opening, limit: limit))
    }

    /// Starts the two clocks of the decision.
    ///
    /// After silence, `at` is ``Silence/receivedAt`` and `opening` is by receipt.
    ///
    /// - Parameters:
    ///   - at: when the case was accepted, in milliseconds since 1970-01-01T00:00:00Z.
    ///   - promised: what the department promised.
    ///   - statutory: what the law gives.
    ///   - opening: how that instant becomes a day.
    /// - Throws: `limit-exceeded` when the promise is certainly longer than the law's limit, or as ``start(_:at:limit:opening:)``.
    public mutating func startDecision(
        at: Int64,
        promised: TimeLimit,
        statutory: TimeLimit = ClockLimits.decision,
        opening: CaseClock.Opening = .act
    ) throws(CaseRefusal) {
        // So many working days are never less than as many calendar days; the other way round only a calendar could tell.
        let isComparable = promised.unit == statutory.unit || promised.unit == .workingDays
        guard !isComparable || promised.days <= statutory.days else {
            throw CaseRefusal(
                .limitExceeded,
                "the promise is longer than the law's \(statutory.days) days: promise no more than those",
                field: "promised.days"
            )
        }
        var copy = self
        try copy.start(.promised, at: at, limit: promised, opening: opening)
        try copy.start(.statutory, at: at, limit: statutory, opening: opening)
        self = copy
    }

    /// Lets clocks stand still; see ``CaseClock/pause(_:note:at:)``.
    public mutating func pause(
        _ kinds: [ClockKind],
        reason: ClockPause.Reason,
        note: String = "",
        at: Int64
    ) throws(CaseRefusal) {
        try change(kinds) { (clock) throws(CaseRefusal) in try clock.pause(reason, note: note, at: at) }
    }

    /// Lets clocks go on; see ``CaseClock/resume(at:)``.
    public mutating func resume(_ kinds: [ClockKind], at: Int64) throws(CaseRefusal) {
        try change(kinds) { (clock) throws(CaseRefusal) in try clock.resume(at: at) }
    }

    /// Makes limits longer, once; see ``CaseClock/extend(by:most:)``.
    public mutating func extend(
        _ kinds: [ClockKind] = ClockKind.decision,
        by addition: ClockExtension,
        most: TimeLimit = ClockLimits.lengthening
    ) throws(CaseRefusal) {
        try change(kinds) { (clock) throws(CaseRefusal) in try clock.extend(by: addition, most: most) }
    }

    /// Ends clocks; see ``CaseClock/stop(at:)``.
    public mutating func stop(_ kinds: [ClockKind], at: Int64) throws(CaseRefusal) {
        try change(kinds) { (clock) throws(CaseRefusal) in try clock.stop(at: at) }
    }

    private mutating func change(
        _ kinds: [ClockKind],
        _ body: (inout CaseClock) throws(CaseRefusal) -> Void
    ) throws(CaseRefusal) {
        var copy = all
        for kind in kinds {
            guard let place = place(of: kind) else {
                throw CaseRefusal(.clockState, "the \(kind.rawValue) clock was not started: start it first")
            }
            do throws(CaseRefusal) {
                try body(&copy[place].clock)
            } catch {
                var refusal = error
                refusal.message = "the \(kind.rawValue) clock: \(error.message)"
                throw refusal
            }
        }
        all = copy
    }

    /// The clocks that run and are over their limit at an instant, in milliseconds since 1970.
    public func overdue(at instant: Int64, in timetable: Timetable) -> [ClockKind] {
        ClockKind.allCases.filter { kind in
            self[kind].map { $0.isRunning && $0.isOverdue(at: instant, in: timetable) } ?? false
        }
    }

    /// The first instant after another at which a running clock's last day has passed, in milliseconds since 1970; `nil` when
    /// there is none.
    public func nextOverdue(after instant: Int64, in timetable: Timetable) -> Int64? {
        all.map(\.clock).filter(\.isRunning).compactMap { $0.deadline(in: timetable)?.endMilliseconds }
            .filter { $0 > instant }.min()
    }

    /// What silence means at an instant, in milliseconds since 1970; `nil` while the department can still speak, and once it
    /// has spoken.
    public func silence(at instant: Int64, in timetable: Timetable) -> Silence? {
        guard let clock = self[.acceptance], clock.isRunning, clock.isOverdue(at: instant, in: timetable) else {
            return nil
        }
        let course = clock.course(in: timetable)
        return Silence(day: course.day, receivedAt: course.instant)
    }
}

extension CaseClocks: Codable {
    private enum CodingKeys: CodingKey { case clocks }

    /// Reads the clocks by their names.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(try container.decode([ClockKind: CaseClock].self, forKey: .clocks).lazy.map { ($0.key, $0.value) })
    }

    /// Writes the clocks by their names.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0.clock) }), forKey: .clocks)
    }
}
