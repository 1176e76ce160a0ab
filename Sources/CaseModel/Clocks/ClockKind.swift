/// The time limits of one case, each with a clock of its own.
public enum ClockKind: String, Hashable, Sendable, CaseIterable, Codable, CodingKeyRepresentable {
    /// To say whether the case is taken on, or everything that is missing (受理时限): 5 working days from receipt.
    ///
    /// Silence means that it is accepted from the day of receipt (行政许可法第32条).
    case acceptance
    /// To decide, as the department promised (承诺时限); not longer than the law's.
    case promised
    /// To decide, by law (法定时限): 20 working days from acceptance, or what the item's own law says.
    case statutory
    /// To issue and deliver (送达时限): 10 working days from the decision (行政许可法第44条).
    case delivery
    /// For the applicant to bring what is missing (补正期限).
    case correction

    /// The two clocks of the decision, which start, stand still and stop together.
    public static let decision: [ClockKind] = [.promised, .statutory]

    /// How this clock's start becomes a day, unless something else is said.
    public var opening: CaseClock.Opening { self == .acceptance ? .receipt : .act }
}
