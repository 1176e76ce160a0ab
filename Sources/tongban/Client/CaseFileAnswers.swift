/// An evaluation as the node tells it; only what this command line shows.
struct EvaluationAnswer: Decodable {
    var city: String
    var id: String
    var caseNumber: String
    var office: String
    var place: String
    var channel: String
    var visitedAt: String
    var level: Int?
    var levelName: String?
    var scores: [Score]
    var tags: [String]
    var text: String
    var isCounted: Bool
    var state: String
    var stateName: String?
    var version: Int
    var changedAt: String
    var ticket: Ticket?

    /// The level of one metric.
    struct Score: Decodable {
        var metric: String
        var level: Int
    }

    /// The duty to put it right.
    struct Ticket: Decodable {
        var due: String
        var isOverdue: Bool
        var steps: [Step]
        var next: [Next]
    }

    /// Something that was done.
    struct Step: Decodable {
        var kind: String
        var kindName: String
        var by: OfficeAnswer
        var officer: String
        var text: String
        var at: String
    }

    /// Something that can be done.
    struct Next: Decodable {
        var kind: String
        var kindName: String
        var by: String
    }

    /// A page of evaluations.
    struct Page: Decodable {
        var evaluations: [EvaluationAnswer]
        var next: String?
    }
}

/// A session by video as the node tells it.
struct VideoAnswer: Decodable {
    var session: String
    var city: String
    var participants: [Participant]
    var startedAt: String
    var endedAt: String?
    var note: String
    var state: String
    var stateName: String?
    var link: String?

    /// Somebody who takes part.
    struct Participant: Decodable {
        var name: String
        var city: String
        var office: String
        var part: String
    }

    /// The sessions of a case.
    struct Page: Decodable {
        var videos: [VideoAnswer]
        var next: String?
    }
}

/// A document as the node tells it.
struct DocumentAnswer: Decodable {
    var number: String
    var kind: String
    var kindName: String
    var city: String
    var office: String
    var issuedAt: String
    var size: Int64
    var digest: String

    /// The documents of a case.
    struct Page: Decodable {
        var documents: [DocumentAnswer]
        var next: String?
    }
}

/// A city's contacts as the node tells them.
struct ContactsAnswer: Decodable {
    var city: String
    var version: Int
    var offices: [Office]
    var liaisons: [Liaison]
    var workingGroup: [Person]

    /// An office.
    struct Office: Decodable {
        var code: String
        var name: String
        var kind: String
        var phone: String?
    }

    /// Who answers for a department.
    struct Liaison: Decodable {
        var office: String
        var items: [String]
        var person: Person
        var deputies: [Person]
    }

    /// Somebody who can be reached.
    struct Person: Decodable {
        var name: String
        var phone: String?
        var handle: String?
    }

    /// Every city's.
    struct All: Decodable {
        var contacts: [ContactsAnswer]
    }

    /// Whom to ask now.
    struct OnDuty: Decodable {
        var at: String
        var onDuty: [Contact]
    }

    /// One step of the way.
    struct Contact: Decodable {
        var role: String
        var roleName: String
        var name: String
        var phone: String?
        var handle: String?
    }
}
