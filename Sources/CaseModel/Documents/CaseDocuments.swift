/// What a step of a case puts on paper (文书), from all that the case's file holds by then.
public struct CaseDocuments: Sendable {
    /// Who signs a document.
    public struct Signatory: Hashable, Sendable {
        /// The office, 1 to 100 characters.
        public var office: String
        /// The person there, 1 to 100 characters.
        public var officer: String

        /// Names office and person.
        public init(office: String, officer: String) {
            self.office = office
            self.officer = officer
        }
    }

    /// The case before the step.
    public var before: CaseRecord
    /// The case after it.
    public var after: CaseRecord
    /// The step.
    public var event: CaseEvent
    /// When it was done, in milliseconds since 1970-01-01T00:00:00Z.
    public var at: Int64
    /// What was applied for.
    public var submission: Submission
    /// What was brought later, oldest first; a step that takes a supplement in takes in the last one.
    public var supplements: [Supplement]
    /// The papers of the result, as far as there are any.
    public var results: [MaterialReference]
    /// Who examined and decided, oldest first, this step included.
    public var opinions: [DocumentContent.Opinion]
    /// The handling office and officer who spoke last; for steps that nobody took.
    public var lastHandler: Signatory
    /// The item's legal basis by the guide, if it is known.
    public var legalBasis: String?

    /// Takes a step with what the file holds by then.
    public init(
        before: CaseRecord,
        after: CaseRecord,
        event: CaseEvent,
        at: Int64,
        submission: Submission,
        supplements: [Supplement] = [],
        results: [MaterialReference] = [],
        opinions: [DocumentContent.Opinion] = [],
        lastHandler: Signatory,
        legalBasis: String? = nil
    ) {
        self.before = before
        self.after = after
        self.event = event
        self.at = at
        self.submission = submission
        self.supplements = supplements
        self.results = results
        self.opinions = opinions
        self.lastHandler = lastHandler
        self.legalBasis = legalBasis
    }

    /// The kinds of documents that the step makes a side write.
    public func kinds(by side: Side) -> [DocumentKind] {
        // The first step of a case has no state before it.
        let from = event.kind == .submitted ? nil : Optional(before.state)
        let row = CaseLifecycle.transition(from: from, event: event.kind, mode: after.mode)
        return (row?.documents ?? []).filter { $0.issuer == side && isDue($0) }
    }

    /// A decision ends in one of two documents.
    private func isDue(_ kind: DocumentKind) -> Bool {
        guard case .decided(let decision) = event else { return true }
        return (kind == .refusal) == (decision.outcome == .denied)
    }

    /// The documents that a city writes at this step.
    ///
    /// - Parameters:
    ///   - city: one of the case's two.
    ///   - timetable: says the last days that stand in them.
    ///   - serial: which document of its kind it is for the case on the day, from 1.
    /// - Throws: the refusal of a document that must not be issued so.
    public func contents(
        by city: CityCode,
        timetable: Timetable,
        serial: (DocumentKind) -> Int
    ) throws(CaseRefusal) -> [DocumentContent] {
        guard let side = after.side(of: city) else { return [] }
        var contents: [DocumentContent] = []
        for kind in kinds(by: side) {
            if let content = try content(kind, head(city, side, serial: serial(kind)), timetable) {
                contents.append(content)
            }
        }
        return contents
    }

    private func head(_ city: CityCode, _ side: Side, serial: Int) -> DocumentHead {
        let speaker = speaker(side)
        return DocumentHead(
            caseNumber: after.number,
            addressee: submission.applicant.name,
            itemName: after.itemName,
            itemCode: after.itemCode,
            city: city,
            office: speaker.office,
            officer: speaker.officer,
            day: LocalDay(milliseconds: at),
            serial: serial
        )
    }

    /// Whoever took the step signs, if it was this side's to take.
    private func speaker(_ side: Side) -> Signatory {
        let collector = Signatory(office: submission.office, officer: submission.officer)
        let other = side == .collecting ? collector : lastHandler
        guard let deed = event.deed, event.isSaid(by: side) else { return other }
        return Signatory(office: (deed as? any OfficeDeed)?.office ?? other.office, officer: deed.officer)
    }
}

extension CaseEvent {
    /// Whether a person at this side said what stands in the event.
    fileprivate func isSaid(by side: Side) -> Bool {
        switch self {
        case .handedOver, .withdrawn, .delivered: side == .collecting
        default: side == .handling
        }
    }
}
