/// Who stands before the counter, the camera or the form, on the applicant's side of a case.
public enum Party: String, Hashable, Sendable, CaseIterable, Codable {
    /// The applicant in person (申请人).
    case applicant
    /// Somebody whom the applicant, a person or an organisation, has entrusted (代理人, 经办人).
    case agent
    /// Who represents an organisation by its statutes (法定代表人).
    case legalRepresentative
    /// Who represents a minor or somebody without full capacity by law (监护人).
    case guardian
}
