/// How long an item's data are kept (保管期限), as the handling city's rules say.
public struct RetentionRule: Hashable, Sendable {
    /// Years that the case file is kept at the handling city, or `nil` for ever (永久); usual are 10 and 30.
    ///
    /// They count from the January 1st after the case was closed, as terms of archives do.
    public var years: Int?
    /// Days that a video is kept after the case was closed, 0 to 3,660.
    public var videoDays: Int
    /// Months that the audit trail is kept after its event, at least 6 (网络安全法).
    public var auditMonths: Int

    /// Sets terms.
    public init(years: Int?, videoDays: Int = 90, auditMonths: Int = 36) {
        self.years = years
        self.videoDays = videoDays
        self.auditMonths = auditMonths
    }

    /// Finds the first fault; `path` is where the rule stands, like `retention`.
    public func check(_ path: String = "retention") throws(CaseRefusal) {
        if let years, !(1...PrivacyLimits.retentionYearsMax).contains(years) {
            throw CaseRefusal(
                .malformed,
                "1 to \(PrivacyLimits.retentionYearsMax) years, or leave it out for ever",
                field: "\(path).years"
            )
        }
        guard (0...PrivacyLimits.videoDaysMax).contains(videoDays) else {
            throw CaseRefusal(.malformed, "0 to \(PrivacyLimits.videoDaysMax) days", field: "\(path).videoDays")
        }
        guard (PrivacyLimits.auditMonthsMin...PrivacyLimits.retentionYearsMax * 12).contains(auditMonths) else {
            throw CaseRefusal(
                .malformed,
                "at least \(PrivacyLimits.auditMonthsMin) months, at most \(PrivacyLimits.retentionYearsMax) years",
                field: "\(path).auditMonths"
            )
        }
    }
}

extension RetentionRule: Codable {
    /// Reads a rule; years left out mean for ever, other terms left out have their usual values.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let usual = RetentionRule(years: nil)
        self.init(
            years: try container.decodeIfPresent(Int.self, forKey: .years),
            videoDays: try container.decodeIfPresent(Int.self, forKey: .videoDays) ?? usual.videoDays,
            auditMonths: try container.decodeIfPresent(Int.self, forKey: .auditMonths) ?? usual.auditMonths
        )
    }
}
