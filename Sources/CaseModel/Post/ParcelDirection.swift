/// What a parcel is sent for, which says who sends it and therefore who pays.
///
/// The rule is 谁受理谁承担、谁出证谁承担: the city that takes the papers in pays for them, the city that issues the result pays
/// for that. The applicant never pays.
public enum ParcelDirection: String, Hashable, Sendable, CaseIterable, Codable {
    /// Papers from the collecting city to the handling city (材料寄送).
    case materials
    /// The result from the handling city to the collecting window or the applicant (结果寄送).
    case results
    /// Originals that go back, after a refusal for example (原件退还).
    case originals

    /// The side that sends, and pays.
    public var sender: Side { self == .materials ? .collecting : .handling }
}
