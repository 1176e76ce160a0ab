import CaseModel

/// A material that was found to be wrong as the API writes it.
struct WithheldJSON: Encodable {
    var digest: MaterialDigest
    var size: Int64
    var content: String?
    var standing: String
    var finding: String
    var at: Timestamp
    var source: CityCode?
    var decidedBy: String?
    var decidedReason: String?

    init(_ item: WithheldMaterial) {
        digest = item.digest
        size = item.size
        content = item.content
        standing = item.flag.rawValue
        finding = item.finding
        at = Timestamp(item.at)
        source = item.source
        decidedBy = item.decidedBy
        decidedReason = item.decidedReason
    }
}

/// A page of them.
struct WithheldPageJSON: Encodable {
    var items: [WithheldJSON]
    var next: String?

    init(_ page: WithheldPage) {
        items = page.items.map(WithheldJSON.init)
        next = page.next.map(String.init)
    }
}
