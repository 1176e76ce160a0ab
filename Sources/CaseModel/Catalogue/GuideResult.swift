/// What the applicant gets in the end (审批结果).
public struct GuideResult: Hashable, Sendable, Codable {
    /// What kind of thing it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable, Codable, ChineseTerm {
        /// A certificate or licence (证照).
        case certificate
        /// A notice, a decision, a written answer (文书).
        case notice
        /// No document: something is entered, paid or changed (无).
        case none

        /// The kind's Chinese name.
        public var chineseTerm: String {
            switch self {
            case .certificate: "证照"
            case .notice: "文书"
            case .none: "无"
            }
        }
    }

    /// Its name, 1 to 100 characters.
    public var name: String
    /// What kind of thing it is.
    public var kind: Kind
    /// What it is made of; `nil` when there is no document, and only then.
    public var form: GuideMaterial.Form?
    /// Where a sample can be seen, at most 500 characters, or `nil` (结果样本).
    public var sample: String?

    /// Describes a result.
    public init(name: String, kind: Kind, form: GuideMaterial.Form? = nil, sample: String? = nil) {
        self.name = name
        self.kind = kind
        self.form = form
        self.sample = sample
    }

    func check(_ list: inout FaultList, _ path: String) {
        list.name(name, "\(path).name")
        list.require(
            (form == nil) == (kind == .none),
            .inconsistent,
            kind == .none ? "no document, so no form: take it out" : "say what it is made of",
            "\(path).form"
        )
        if let sample { list.name(sample, max: CatalogueLimits.linkCharactersMax, "\(path).sample") }
    }
}
