extension Masking {
    /// A text of which nothing may be shown: four stars, whatever it is and however long.
    ///
    /// An empty one stays empty.
    public static func text(_ text: String) -> String { text.isEmpty ? "" : "****" }

    /// An applicant: names and credit codes of organisations stay, what belongs to a person is masked.
    public static func applicant(_ applicant: Applicant) -> Applicant {
        var masked = applicant
        masked.name = name(applicant.name, kind: applicant.kind)
        masked.idNumber = idNumber(applicant.idNumber, type: applicant.idType)
        masked.phone = applicant.phone.map(phone)
        return masked
    }

    /// An agent, who is a person whoever applies; what the authority covers stays.
    public static func agent(_ agent: Agent) -> Agent {
        var masked = agent
        masked.name = name(agent.name)
        masked.idNumber = idNumber(agent.idNumber, type: agent.idType)
        masked.phone = agent.phone.map(phone)
        return masked
    }

    /// How identities were checked: which checks there were and how they ended stays, reasons and references do not.
    public static func evidence(_ evidence: IdentityEvidence) -> IdentityEvidence {
        var masked = evidence
        for index in masked.checks.indices {
            masked.checks[index].reason = text(masked.checks[index].reason)
            masked.checks[index].reference = text(masked.checks[index].reference)
        }
        for index in masked.consents.indices { masked.consents[index].name = name(masked.consents[index].name) }
        return masked
    }

    /// A form: its lines' names stay, nothing of what was written in them.
    public static func fields(_ fields: [FormField]) -> [FormField] {
        fields.map { FormField(name: $0.name, value: text($0.value)) }
    }

    /// A session by video: the officers stay, whoever else took part is masked, and so is what they answered.
    public static func session(_ session: VideoSession) -> VideoSession {
        var copy = session
        copy.participants = session.participants.map { person in
            var masked = person
            if person.part != .officer { masked.name = name(person.name) }
            return masked
        }
        copy.questions = session.questions.map { .init(question: $0.question, answer: text($0.answer)) }
        return copy
    }

    /// What somebody said about a case: the lines of a supplement's form and the recipient of a result are masked.
    ///
    /// What an officer writes, a note or a reason, stays as it is: no rule can tell a person's name in it.
    public static func deed(_ deed: any Deed) -> any Deed {
        switch deed {
        case var said as Supplement:
            said.fields = fields(said.fields)
            return said
        case var said as Delivery:
            said.recipient = name(said.recipient)
            return said
        default: return deed
        }
    }
}
