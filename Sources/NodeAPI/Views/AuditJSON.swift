import CaseModel

/// A record of the audit trail as the API writes it.
struct AuditJSON: Encodable {
    var id: Int64
    var at: Timestamp
    var officer: String
    var role: Role
    var office: String
    var action: AuditEvent.Action
    var number: String?
    /// The account, token or address that it is about.
    var subject: String?
    var field: PersonalField?
    var purpose: AccessPurpose?
    var reason: String
    /// Why it was refused; left out where it was done.
    var refusal: RevealDecision.Ground?
    var previous: MaterialDigest
    var digest: MaterialDigest

    init(_ item: AuditItem) {
        let event = item.record.event
        id = item.id
        at = Timestamp(event.at)
        officer = event.account
        role = event.role
        office = event.office
        action = event.action
        number = event.number.map { "\($0)" }
        subject = event.subject
        field = event.field
        purpose = event.purpose
        reason = event.reason
        refusal = event.refusal
        previous = item.record.previous
        digest = item.record.digest
    }
}

/// A page of the audit trail.
struct AuditPageJSON: Encodable {
    var items: [AuditJSON]
    var next: String?

    init(_ page: AuditPage) {
        items = page.items.map(AuditJSON.init)
        next = page.next.map(String.init)
    }
}

/// What a walk along the audit trail found.
struct AuditReportJSON: Encodable {
    var records: Int64
    var head: MaterialDigest
    var firstBroken: Int64?
    var holdsDigest: Bool?
    var isIntact: Bool

    init(_ report: AuditReport) {
        records = report.records
        head = report.head
        firstBroken = report.firstBroken
        holdsDigest = report.holdsDigest
        isIntact = report.isIntact
    }
}
