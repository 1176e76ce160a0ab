import CaseModel
import ExchangeWire

/// What an entry says, once its body is read.
package enum Statement: Sendable {
    /// A case is handed in.
    case submitted(Submission)
    /// A case is shown to the liaison first.
    case consulted(Submission)
    /// The collecting city asks for something on a case.
    case request(CaseRequest)
    /// The handling city did something to one case; `answers` is the request on the case lane that it answers, 0 for none.
    case event(CaseEvent, answers: UInt64)
    /// The handling city has these cases in its file.
    case registered([CaseNumber])
    /// The other node could not apply an entry of ours.
    case refused(EntryRefusal)
    /// A city asks for a change of a record that the receiver owns.
    indirect case sharedAsked(SharedChange)
    /// The sender's own record has changed; `answers` is the request on the receiver's alliance lane, 0 for none.
    indirect case shared(SharedChange, answers: UInt64)
    /// A word between operators.
    case notice(subject: String, text: String, officer: String)
    /// A key that the sender will sign with.
    case keyAnnounced(VerifyingKey)
}

/// Why an entry can't be applied: what its quarantine says and its sender is told.
struct EntryFault: Error, Hashable {
    /// A stable code of lower-case words joined by "-".
    var code: String
    /// What is wrong and what to do, without personal data.
    var detail: String

    init(_ code: String, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    init(_ error: WireError) {
        switch error {
        case .kindUnknown: self.init("unknown-kind", "\(error); upgrade, then replay the entry")
        case .kindOnWrongLane: self.init("wrong-lane", "\(error)")
        default: self.init("bad-body", "\(error)")
        }
    }

    init(_ refusal: CaseRefusal) {
        self.init(refusal.code.rawValue, refusal.message + (refusal.field.map { " (\($0))" } ?? ""))
    }
}
