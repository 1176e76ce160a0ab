/// A record of the audit trail as the node tells it.
struct AuditAnswer: Decodable {
    var id: Int64
    var at: String
    var officer: String
    var role: String
    var office: String
    var action: String
    var number: String?
    var subject: String?
    var field: String?
    var purpose: String?
    var reason: String
    var refusal: String?

    /// A page of the trail.
    struct Page: Decodable {
        var items: [AuditAnswer]
        var next: String?
    }

    /// What a walk along the trail found.
    struct Report: Decodable {
        var records: Int64
        var head: String
        var firstBroken: Int64?
        var holdsDigest: Bool?
    }
}
