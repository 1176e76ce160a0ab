/// How a node does, as it tells it.
struct StatusAnswer: Decodable {
    var code: String
    var name: String
    var software: String
    var epoch: String
    var startedAt: String
    var now: String
    var cases: [String: Int64]
    var newestEvent: Int64
    var quarantined: Int64
    var databaseBytes: Int64
    var materials: Int64
    var materialBytes: Int64
    var freeBytes: Int64
    var peers: [Peer]
    var alarms: [Alarm]
    var strangers: [Stranger]

    /// A peer in one word.
    struct Peer: Decodable {
        var code: String
        var link: String
    }

    /// Something to look at.
    struct Alarm: Decodable {
        var code: String
        var name: String
        var level: String
        var since: String
        var peer: String?
        var text: String
    }

    /// Someone who is no member.
    struct Stranger: Decodable {
        var address: String
        var key: String?
        var count: Int64
        var lastAt: String
    }
}

/// A peer as the node tells it.
struct PeerAnswer: Decodable {
    var code: String
    var name: String
    var endpoint: String
    var link: String
    var detail: String
    var software: String?
    var lastContactAt: String?
    var backlogBytes: Int64
    var lanes: [Lane]
    var refusals: Refusals

    /// A lane.
    struct Lane: Decodable {
        var lane: String
        var end: UInt64
        var sent: UInt64
        var acknowledged: UInt64
        var pending: Int64
        var received: UInt64
        var backlogBytes: Int64
        var halts: [Halt]
    }

    /// Two different entries at one place.
    struct Halt: Decodable {
        var direction: String
        var sequence: UInt64
        var ours: String
        var theirs: String
    }

    /// Refusals by cause.
    struct Refusals: Decodable {
        var undecodableFrames: Int64
        var badSignatures: Int64
        var foreignTopics: Int64
    }

    /// All peers.
    struct All: Decodable {
        var peers: [PeerAnswer]
    }
}

/// A reconciliation as the node tells it.
struct ReconcileAnswer: Decodable {
    var peer: String
    var answeredAt: String?
    var isSettled: Bool
    var statement: String
    var streams: [Stream]
    var days: [Day]
    var outstandingTotal: Int64
    var outstanding: [Item]

    /// One direction of a lane.
    struct Stream: Decodable {
        var lane: String
        var direction: String
        var ours: Place
        var theirs: Place?
        var pending: Int64
        var agrees: Bool
    }

    /// A place in a stream.
    struct Place: Decodable {
        var sequence: UInt64
        var hash: String
    }

    /// One day of one direction of a lane.
    struct Day: Decodable {
        var day: String
        var lane: String
        var direction: String
        var ourCount: Int64
        var theirCount: Int64?
        var agrees: Bool
    }

    /// One thing that is not settled.
    struct Item: Decodable {
        var cause: String
        var lane: String?
        var direction: String?
        var first: UInt64?
        var last: UInt64?
        var number: String?
        var text: String
    }

    /// The reconciliation with every peer.
    struct All: Decodable {
        var isSettled: Bool
        var statement: String
        var reports: [ReconcileAnswer]
    }
}

/// A reminder as the node tells it.
struct ReminderAnswer: Decodable {
    var id: Int64
    var number: String
    var stage: String?
    var clock: String?
    var notice: String?
    var role: String
    var text: String
    var dueAt: String
    var toldAt: String
    var settledAt: String?

    /// A page of reminders.
    struct Page: Decodable {
        var reminders: [ReminderAnswer]
        var next: String?
    }
}

/// A report as the node tells it; only what this command line shows.
struct StatisticsAnswer: Decodable {
    var total: Tally
    var modes: [String: Tally]
    var enquiries: Tally
    var unregistered: Int
    var lines: [Line]

    /// One office in one period.
    struct Line: Decodable {
        var period: String
        var city: String
        var office: String
        var role: String
        var tally: Tally
    }

    /// Counts that belong together.
    struct Tally: Decodable {
        var cases: Int
        var open: Int
        var endings: [String: Int]
        var onTimePerMille: Int?
        var corrections: Int
        var responseMedianMinutes: Int?
        var responseP90Minutes: Int?
    }
}

/// A quarantined entry as the node tells it.
struct QuarantineAnswer: Decodable {
    var id: Int64
    var at: String
    var peer: String
    var lane: String
    var sequence: UInt64
    var kind: Int
    var number: String?
    var reason: String
    var detail: String
    var bodyBytes: Int64
    var state: String
    var settledBy: String?
    var settledAt: String?
    var settledReason: String?

    /// A page of the quarantine.
    struct Page: Decodable {
        var items: [QuarantineAnswer]
        var next: String?
    }
}
