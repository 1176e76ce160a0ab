/// What a write to a shared record came to, as the node tells it.
struct SharedWritten: Decodable {
    var kind: String
    var owner: String
    var id: String
    var state: String
    var stateName: String?
    var version: Int
    var effect: String
    var link: String?
}

/// A shared record on one line, as a case shows it.
struct SharedLine: Decodable {
    var kind: String
    var owner: String
    var id: String
    var state: String
    var stateName: String?
    var changedAt: String
    var alarms: [String]
}

/// A parcel as the node tells it; only what this command line shows.
struct ParcelAnswer: Decodable {
    var id: String
    var sender: OfficeAnswer
    var receiver: OfficeAnswer
    var cases: [String]
    var directionName: String
    var direction: String
    var carrier: String
    var courier: String?
    var trackingNumber: String?
    var payer: String
    var declaredValueFen: Int64
    var costFen: Int64?
    var state: String
    var stateName: String
    var version: Int
    var changedAt: String
    var alarms: [Alarm]
    var items: [Item]?
    var events: [Event]?
    var next: [Next]?
    var replacement: Replacement?

    /// Something to look at.
    struct Alarm: Decodable {
        var kind: String
        var kindName: String
        var since: String
    }

    /// A line of the list.
    struct Item: Decodable {
        var name: String
        var form: String
        var count: Int
        var caseNumber: String?
        var isConfidential: Bool
    }

    /// A link of the chain of custody.
    struct Event: Decodable {
        var kindName: String
        var kind: String
        var at: String
        var city: String
        var officer: String
        var note: String
        var isSealIntact: Bool?
        var differences: [Difference]
        var replacement: String?
    }

    /// What differed from the list.
    struct Difference: Decodable {
        var item: Int
        var kind: String
        var count: Int
        var note: String
    }

    /// What may happen next.
    struct Next: Decodable {
        var kind: String
        var kindName: String
        var cities: [String]
    }

    /// What to do where it is lost or differs.
    struct Replacement: Decodable {
        var responsible: String
        var bears: String
        var steps: [String]
    }

    /// A page of parcels.
    struct Page: Decodable {
        var parcels: [ParcelAnswer]
        var next: String?
    }
}

/// An office, or the applicant where none is named.
struct OfficeAnswer: Decodable {
    var office: String?
    var city: String
}

/// What the post costs, as the node tells it.
struct SettlementAnswer: Decodable {
    var lines: [Line]
    var totals: [Total]

    /// One line.
    struct Line: Decodable {
        var key: Key
        var sum: Sum
    }

    /// Who pays for what.
    struct Key: Decodable {
        var payer: String
        var month: String
        var direction: String
        var carrier: String
    }

    /// Parcels and their price.
    struct Sum: Decodable {
        var parcels: Int
        var unpriced: Int
        var costFen: Int64
    }

    /// What one city pays for one month.
    struct Total: Decodable {
        var payer: String
        var month: String
        var sum: Sum
    }
}
