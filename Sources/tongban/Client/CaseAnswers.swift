/// One case as the node tells it; only what this command line shows.
struct CaseAnswer: Decodable {
    var number: String
    var collecting: String
    var handling: String
    var side: String
    var itemCode: String
    var itemName: String
    var mode: String
    var guideVersion: Int
    var state: String
    var version: Int
    var endingName: String?
    var submittedAt: String
    var changedAt: String
    var dueOn: String?
    var actions: [String]
    var actionsByRole: [String: [String]]?
    var clocks: [Clock]?
    var legs: [Leg]?
    var transport: String?
    var submission: Submission?
    var erased: Erased?
    var materials: [Material]?
    var records: [SharedLine]?
    var history: [Said]?
    var reminders: [ReminderAnswer]?

    /// A time limit.
    struct Clock: Decodable {
        var kind: String
        var limitDays: Int
        var unit: String
        var isPaused: Bool
        var stoppedAt: String?
        var deadline: String?
        var isProvisional: Bool?
        var isOverdue: Bool?
        var remainingDays: Int?
    }

    /// A part of joint handling.
    struct Leg: Decodable {
        var key: String
        var name: String
        var office: String
        var side: String
        var state: String
    }

    /// What was submitted.
    struct Submission: Decodable {
        var applicant: Applicant
        var fields: [Field]
        var office: String
        var officer: String
    }

    /// That what was submitted was erased.
    struct Erased: Decodable {
        var at: String
        var reason: String
    }

    /// Who applies.
    struct Applicant: Decodable {
        var kind: String
        var name: String
        var idType: String
        var idNumber: String
        var phone: String?
    }

    /// A line of the form.
    struct Field: Decodable {
        var name: String
        var value: String
    }

    /// A document.
    struct Material: Decodable {
        var digest: String
        var name: String
        var mediaType: String
        var size: Int64
        var form: String
        var origin: String
        var heldBytes: Int64
    }

    /// One thing said about the case.
    struct Said: Decodable {
        var id: Int64
        var at: String
        var city: String
        var kind: String
        var effect: String
        var office: String?
        var officer: String?
        var text: String
        var transport: String?
    }

    /// A page of cases.
    struct Page: Decodable {
        var cases: [CaseAnswer]
        var next: String?
    }

    /// What a write came to.
    struct Written: Decodable {
        var number: String
        var state: String
        var version: Int
        var kind: String
        var effect: String
    }
}
