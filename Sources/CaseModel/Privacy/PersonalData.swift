/// The personal data of one case, field by field, as it was submitted and supplemented since.
public struct PersonalData: Hashable, Sendable {
    /// What was submitted.
    public var submission: Submission
    /// What the applicant's side brought later, in order.
    public var supplements: [Supplement]
    /// Who took a result, in order.
    public var recipients: [String]

    /// Gathers what a case says; `said` is what people said about it, in order.
    ///
    /// An event that answers a request says again what the request said: it counts once.
    public init(_ submission: Submission, said: [any Deed]) {
        self.submission = submission
        supplements = []
        recipients = []
        for deed in said {
            if let supplement = deed as? Supplement { supplements.append(supplement) }
            if let delivery = deed as? Delivery, recipients.last != delivery.recipient {
                recipients.append(delivery.recipient)
            }
        }
    }

    /// The whole value of a field, or `nil` where the case has none.
    ///
    /// A video's recording is kept by no node.
    public func value(of field: PersonalField) -> PersonalValue? {
        let agent = submission.agent
        switch field {
        case .applicantName: return .text(submission.applicant.name)
        case .applicantIDNumber: return .text(submission.applicant.idNumber)
        case .applicantPhone: return submission.applicant.phone.map { .text($0) }
        case .agentName: return agent.map { .text($0.name) }
        case .agentIDNumber: return agent.map { .text($0.idNumber) }
        case .agentPhone: return agent?.phone.map { .text($0) }
        case .deliveryAddress: return recipients.isEmpty ? nil : .texts(recipients)
        case .formFields:
            let fields = submission.fields + supplements.flatMap(\.fields)
            return fields.isEmpty ? nil : .form(fields)
        case .materials:
            let papers = submission.materials + supplements.flatMap(\.materials)
            return papers.isEmpty ? nil : .papers(papers)
        case .identityEvidence:
            let evidence = submission.identity
            return evidence == IdentityEvidence() ? nil : .evidence(evidence)
        case .videoRecording: return nil
        }
    }

    /// The fields of which the case shows a mask, in the order of declaration: those that can be revealed.
    ///
    /// Names and codes of organisations are public, and papers are named in the open: they are not among them.
    public var masked: [PersonalField] {
        PersonalField.allCases.filter { field in
            guard let value = value(of: field) else { return false }
            return switch field {
            case .applicantName: value != .text(Masking.applicant(submission.applicant).name)
            case .applicantIDNumber: value != .text(Masking.applicant(submission.applicant).idNumber)
            case .identityEvidence: value != .evidence(Masking.evidence(submission.identity))
            case .materials, .videoRecording: false
            case .applicantPhone, .agentName, .agentIDNumber, .agentPhone, .deliveryAddress, .formFields: true
            }
        }
    }
}

/// The whole value of a personal field.
public enum PersonalValue: Hashable, Sendable, Encodable {
    /// A name, a number, a telephone.
    case text(String)
    /// Several of them, in order.
    case texts([String])
    /// The lines of the form; where a supplement gives a line again, both stand there in order.
    case form([FormField])
    /// The papers, by name and digest.
    case papers([MaterialReference])
    /// The checks of identity and the consents.
    case evidence(IdentityEvidence)

    /// Writes the value alone.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .texts(let value): try container.encode(value)
        case .form(let value): try container.encode(value)
        case .papers(let value): try container.encode(value)
        case .evidence(let value): try container.encode(value)
        }
    }
}
