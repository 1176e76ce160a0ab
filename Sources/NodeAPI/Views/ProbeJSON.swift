import CaseModel

/// What came of a probe, as the API writes it.
struct ProbeJSON: Encodable {
    var peer: CityCode
    var askedAt: Timestamp
    var isSent: Bool
    var isReceipted: Bool
    var milliseconds: Int64?
    var peerTime: Timestamp?
    var clockAheadMilliseconds: Int64?
    var link: String
    var detail: String

    init(_ report: ProbeReport) {
        peer = report.peer.code
        askedAt = Timestamp(report.askedAt)
        isSent = report.isSent
        isReceipted = report.receipt != nil
        milliseconds = report.receipt?.milliseconds
        peerTime = report.receipt.map { Timestamp($0.peerTime) }
        clockAheadMilliseconds = report.receipt?.clockAhead
        link = report.peer.link.rawValue
        detail = report.peer.detail
    }
}
