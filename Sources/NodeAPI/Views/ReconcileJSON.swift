import CaseModel

/// A reconciliation as the API writes it.
struct ReconcileJSON: Encodable {
    var peer: CityCode
    var askedAt: Timestamp
    var answeredAt: Timestamp?
    var isSettled: Bool
    var statement: String
    var streams: [StreamJSON]
    var days: [DayJSON]
    var outstandingTotal: Int64
    var outstanding: [OutstandingJSON]

    init(_ report: ReconcileReport) {
        peer = report.peer
        askedAt = Timestamp(report.askedAt)
        answeredAt = report.answeredAt.map(Timestamp.init)
        isSettled = report.isSettled
        statement = Self.statement(report)
        streams = report.streams.map(StreamJSON.init)
        days = report.days.map(DayJSON.init)
        outstandingTotal = report.outstandingTotal
        outstanding = report.outstanding.prefix(APILimits.outstandingItemsMax).map(OutstandingJSON.init)
    }

    private static func statement(_ report: ReconcileReport) -> String {
        if report.isSettled { return "nothing outstanding" }
        if report.answeredAt == nil { return "the peer did not answer; ask again when it is reachable" }
        if report.outstandingTotal > 0 { return "\(report.outstandingTotal) outstanding" }
        return "the two sides differ"
    }

    /// One direction of a lane.
    struct StreamJSON: Encodable {
        var lane: String
        var direction: String
        var ours: PlaceJSON
        var theirs: PlaceJSON?
        var pending: Int64
        var agrees: Bool

        init(_ stream: ReconcileReport.StreamComparison) {
            lane = stream.lane.rawValue
            direction = stream.direction.rawValue
            ours = PlaceJSON(sequence: stream.ours.sequence, hash: stream.ours.hash)
            theirs = stream.theirs.map { PlaceJSON(sequence: $0.sequence, hash: $0.hash) }
            pending = stream.pending
            agrees = stream.agrees
        }
    }

    /// A place in a stream.
    struct PlaceJSON: Encodable {
        var sequence: UInt64
        var hash: String
    }

    /// One day of one direction of a lane.
    struct DayJSON: Encodable {
        var day: String
        var lane: String
        var direction: String
        var ourCount: Int64
        var theirCount: Int64?
        var ourDigest: String
        var theirDigest: String?
        var agrees: Bool

        init(_ day: ReconcileReport.DayComparison) {
            self.day = day.day
            lane = day.lane.rawValue
            direction = day.direction.rawValue
            ourCount = day.ourCount
            theirCount = day.theirCount
            ourDigest = day.ourDigest
            theirDigest = day.theirDigest
            agrees = day.agrees
        }
    }

    /// One thing that is not settled.
    struct OutstandingJSON: Encodable {
        var cause: String
        var lane: String?
        var direction: String?
        var first: UInt64?
        var last: UInt64?
        var number: String?
        var text: String

        init(_ item: ReconcileReport.Outstanding) {
            cause = item.cause.rawValue
            lane = item.lane?.rawValue
            direction = item.direction?.rawValue
            first = item.first
            last = item.last
            number = item.number.map { "\($0)" }
            text = item.text
        }
    }
}

/// The reconciliation with every peer.
struct ReconcileAllJSON: Encodable {
    var isSettled: Bool
    var statement: String
    var reports: [ReconcileJSON]

    init(_ reports: [ReconcileReport]) {
        let open = reports.filter { !$0.isSettled }
        isSettled = open.isEmpty
        statement =
            open.isEmpty
            ? "nothing outstanding" : "not settled with \(open.map { "\($0.peer)" }.joined(separator: ", "))"
        self.reports = reports.map(ReconcileJSON.init)
    }
}
