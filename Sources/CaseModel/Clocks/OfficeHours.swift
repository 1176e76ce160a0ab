/// When an office is open on a working day (作息时间).
///
/// Each city has its own; only the days are the same everywhere.
public struct OfficeHours: Hashable, Sendable, Codable {
    /// Half of the day, from its first to just before its last minute.
    public struct Span: Hashable, Sendable, Codable {
        /// When the office opens.
        public let from: TimeOfDay
        /// When it closes.
        public let to: TimeOfDay

        /// Sets a span; ``OfficeHours`` checks it.
        public init(from: TimeOfDay, to: TimeOfDay) {
            self.from = from
            self.to = to
        }

        /// Its length in milliseconds.
        var milliseconds: Int64 { to.milliseconds - from.milliseconds }
    }

    /// Before the break at noon.
    public let morning: Span
    /// After it.
    public let afternoon: Span
    /// The end of business for what is received: what comes later counts as received on the next working day.
    ///
    /// A stage's working day ends here too.
    public let cutOff: TimeOfDay

    /// 08:30 to 12:00 and 13:30 to 17:30, cut off at 17:30.
    public static let standard = OfficeHours(
        sound: Span(from: TimeOfDay(hour: 8, minute: 30), to: TimeOfDay(hour: 12, minute: 0)),
        Span(from: TimeOfDay(hour: 13, minute: 30), to: TimeOfDay(hour: 17, minute: 30)),
        cutOff: TimeOfDay(hour: 17, minute: 30)
    )

    private init(sound morning: Span, _ afternoon: Span, cutOff: TimeOfDay) {
        self.morning = morning
        self.afternoon = afternoon
        self.cutOff = cutOff
    }

    /// Sets hours.
    ///
    /// - Throws: `malformed` when a span is empty, when the afternoon begins before the morning ends, or when the cut-off
    ///   lies before the office opens.
    public init(
        morning: Span = standard.morning,
        afternoon: Span = standard.afternoon,
        cutOff: TimeOfDay = standard.cutOff
    ) throws(CaseRefusal) {
        guard morning.from < morning.to else {
            throw CaseRefusal(.malformed, "the morning must end after it begins", field: "morning")
        }
        guard morning.to <= afternoon.from, afternoon.from < afternoon.to else {
            throw CaseRefusal(
                .malformed,
                "the afternoon must begin when the morning has ended, and end after that",
                field: "afternoon"
            )
        }
        guard morning.from < cutOff else {
            throw CaseRefusal(.malformed, "the cut-off must come after the office opens", field: "cutOff")
        }
        self.init(sound: morning, afternoon, cutOff: cutOff)
    }

    /// Reads hours; what is left out is as in ``standard``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let morning = try container.decodeIfPresent(Span.self, forKey: .morning)
        let afternoon = try container.decodeIfPresent(Span.self, forKey: .afternoon)
        let cutOff = try container.decodeIfPresent(TimeOfDay.self, forKey: .cutOff)
        self = try decoder.sound { () throws(CaseRefusal) in
            try OfficeHours(
                morning: morning ?? Self.standard.morning,
                afternoon: afternoon ?? Self.standard.afternoon,
                cutOff: cutOff ?? Self.standard.cutOff
            )
        }
    }

    /// Open milliseconds of a working day.
    public var openMilliseconds: Int64 { morning.milliseconds + afternoon.milliseconds }

    /// Open milliseconds from midnight to a time of the day, given in milliseconds since midnight.
    func openMilliseconds(until time: Int64) -> Int64 {
        [morning, afternoon].reduce(0) { $0 + min(max(time - $1.from.milliseconds, 0), $1.milliseconds) }
    }

    /// The time of the day, in milliseconds since midnight, by which the office was open so long.
    ///
    /// At the break, `opens` tells its end from its beginning.
    func time(afterOpen milliseconds: Int64, opens: Bool) -> Int64 {
        let rest = milliseconds - morning.milliseconds
        return rest > 0 || (rest == 0 && opens)
            ? afternoon.from.milliseconds + rest : morning.from.milliseconds + milliseconds
    }
}
