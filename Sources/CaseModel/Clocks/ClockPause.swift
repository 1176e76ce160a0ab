/// A time in which a clock does not run.
public struct ClockPause: Hashable, Sendable, Codable {
    /// Why a clock may be paused.
    ///
    /// Correction stops it by practice, the special procedures by 行政许可法第45条, which wants the applicant told in
    /// writing how long they take.
    public enum Reason: String, Hashable, Sendable, CaseIterable, Codable {
        /// The file is with the applicant for correction (补正).
        case correction
        /// A hearing (听证).
        case hearing
        /// A call for tenders (招标).
        case tender
        /// An auction (拍卖).
        case auction
        /// An inspection (检验).
        case inspection
        /// A test (检测).
        case testing
        /// Quarantine (检疫).
        case quarantine
        /// An expert's appraisal (鉴定).
        case appraisal
        /// A review by experts (专家评审).
        case expertReview = "expert-review"
        /// Another cause that the law allows, named in the note (挂起).
        case suspension

        /// True when it ends with something received, for which the office's cut-off counts.
        var endsByReceipt: Bool { self == .correction }
    }

    /// Why.
    public var reason: Reason
    /// What the applicant was told, at most 4,000 characters; needed for a suspension.
    public var note: String
    /// When it began, in milliseconds since 1970-01-01T00:00:00Z.
    public var begin: Int64
    /// When it ended, or `nil` while it lasts.
    public var end: Int64?

    /// Fills a pause.
    public init(reason: Reason, note: String = "", begin: Int64, end: Int64? = nil) {
        self.reason = reason
        self.note = note
        self.begin = begin
        self.end = end
    }

    /// Reads a pause; the note and the end may be left out.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        reason = try container.decode(Reason.self, forKey: .reason)
        note = try container.decodeIfPresent(String.self, forKey: .note) ?? ""
        begin = try container.decode(Int64.self, forKey: .begin)
        end = try container.decodeIfPresent(Int64.self, forKey: .end)
    }

    /// Checks the note.
    func checkNote(_ field: String) throws(CaseRefusal) {
        var checker = Checker()
        try checker.text(note, min: reason == .suspension ? 1 : 0, field)
    }
}
