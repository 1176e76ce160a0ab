import CaseModel
import JSONCoding

/// One case as the API writes it.
struct CaseJSON: Encodable {
    var number: String
    var collecting: CityCode
    var handling: CityCode
    var side: Side
    var itemCode: String
    var itemName: String
    var mode: HandlingMode
    var guideVersion: Int
    var state: CaseState
    /// The state's Chinese name.
    var stateName: String
    var version: Int
    var corrections: Int
    var ending: Int?
    var endingName: String?
    var submittedAt: Timestamp
    var registeredAt: Timestamp?
    var changedAt: Timestamp
    /// The first of its last days; in lists alone.
    var dueOn: String?
    /// What can be done with it here now.
    var actions: [CaseAction.Kind]
    /// What each role can do with it here now; not in lists.
    var actionsByRole: [String: [CaseAction.Kind]]?
    /// The limits that the case is held to; not in lists.
    var terms: TermsJSON?
    var clocks: [ClockJSON]?
    var legs: [LegJSON]?
    /// Who examined it, so that somebody else decides; not in lists.
    var reviewer: String?
    /// How far what this node said last has got; not in lists.
    var transport: String?
    /// What was submitted, with personal data masked; not in lists.
    var submission: SubmissionJSON?
    /// The personal fields of which a mask is shown; not in lists.
    var masked: [PersonalField]?
    /// When and why what was submitted was erased; left out while it is here.
    var erased: ErasureJSON?
    var materials: [MaterialHoldingJSON]?
    /// The newest shared records of each kind, on one line each; not in lists.
    var records: [SharedJSON]?
    var history: [HistoryJSON]?
    /// What people here were told of it; not in lists.
    var reminders: [ReminderJSON]?

    init(_ summary: CaseSummary) {
        self.init(summary.record, side: summary.side)
        dueOn = summary.dueOn?.dashed
    }

    init(_ view: CaseView, records: [SharedItem]) {
        self.init(view.record, side: view.side)
        transport = view.transport?.rawValue
        let progress = view.record.progress
        terms = TermsJSON(view.record.terms)
        reviewer = progress.reviewer
        clocks = ClockKind.allCases.compactMap { kind in
            progress.clocks[kind].map { ClockJSON(kind, $0, view.readings[kind]) }
        }
        legs = view.record.terms.legs.map { LegJSON($0, progress) }
        actionsByRole = Role.allCases.reduce(into: [:]) { all, role in
            let actions = view.record.actions(at: view.side, role: role)
            if !actions.isEmpty { all[role.rawValue] = actions }
        }
        submission = view.submission.map(SubmissionJSON.init)
        masked = view.personalData?.masked
        erased = view.erasure.map(ErasureJSON.init)
        materials = view.materials.map(MaterialHoldingJSON.init)
        self.records = records.map(SharedJSON.init)
        history = view.history.map(HistoryJSON.init)
        reminders = view.reminders.map(ReminderJSON.init)
    }

    private init(_ record: CaseRecord, side: Side) {
        number = "\(record.number)"
        collecting = record.collecting
        handling = record.handling
        self.side = side
        itemCode = record.itemCode
        itemName = record.itemName
        mode = record.mode
        guideVersion = record.terms.version
        state = record.state
        stateName = record.state.chineseTerm
        version = record.version
        corrections = record.corrections
        ending = record.ending?.rawValue
        endingName = record.ending.map { "\($0)" }
        submittedAt = Timestamp(record.submittedAt)
        registeredAt = record.registeredAt.map { Timestamp($0) }
        changedAt = Timestamp(record.changedAt)
        actions = record.actions(at: side)
    }
}

/// What was submitted, without what the case says already, and with its personal data masked.
struct SubmissionJSON: Encodable {
    var applicant: Applicant
    var agent: Agent?
    var identity: IdentityEvidence
    var fields: [FormField]
    var office: String
    var officer: String
    var role: Role

    init(_ submission: Submission) {
        applicant = Masking.applicant(submission.applicant)
        agent = submission.agent.map(Masking.agent)
        identity = Masking.evidence(submission.identity)
        fields = Masking.fields(submission.fields)
        office = submission.office
        officer = submission.officer
        role = submission.role
    }
}

/// When and why data were erased.
struct ErasureJSON: Encodable {
    var at: Timestamp
    var reason: String

    init(_ erasure: Erasure) {
        at = Timestamp(erasure.at)
        reason = erasure.reason
    }
}

/// A document with how much of it is here.
struct MaterialHoldingJSON: Encodable {
    var digest: MaterialDigest
    var name: String
    var mediaType: String
    var size: Int64
    var form: MaterialReference.Form
    var origin: String
    var heldBytes: Int64
    var isComplete: Bool
    /// What was found about it, where something was.
    var standing: String?

    init(_ holding: MaterialHolding) {
        digest = holding.reference.digest
        name = holding.reference.name
        mediaType = holding.reference.mediaType
        size = holding.reference.size
        form = holding.reference.form
        origin = holding.origin.rawValue
        heldBytes = holding.heldBytes
        standing = holding.flag?.rawValue
        isComplete = holding.heldBytes == holding.reference.size
    }
}

/// A page of cases.
struct CasePageJSON: Encodable {
    var cases: [CaseJSON]
    var next: String?

    init(_ page: CasePage) {
        cases = page.cases.map(CaseJSON.init)
        next = page.next
    }
}

/// The answer to a write.
struct WriteAnswerJSON: Encodable {
    var number: String
    var state: String
    var version: Int
    var kind: String
    var effect: WriteAnswer.Effect
    var at: Timestamp

    init(_ answer: WriteAnswer) {
        number = answer.number
        state = answer.state
        version = answer.version
        kind = answer.kind
        effect = answer.effect
        at = Timestamp(answer.at)
    }

    /// Writes the text that `JSONStream` makes of it.
    func write(to output: inout JSONOutput) {
        output.raw("{\"at\":")
        output.text(at.description)
        output.raw(",\"effect\":")
        output.text(effect.rawValue)
        output.raw(",\"kind\":")
        output.text(kind)
        output.raw(",\"number\":")
        output.text(number)
        output.raw(",\"state\":")
        output.text(state)
        output.raw(",\"version\":")
        output.bare(String(version))
        output.raw("}")
    }
}
