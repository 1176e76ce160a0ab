import CaseModel
import CaseStore
import Crypto
import JSONCoding

/// A caller's own name for one write, so that a repeat has one effect and the same answer.
package struct CommandKey: Hashable, Sendable {
    /// The name, 1 to 200 characters.
    package var key: String
    /// The SHA-256 of the whole request: the same name with another request is the caller's mistake.
    package let request: [UInt8]

    /// Names a write; of the request's bytes only the digest is kept.
    package init(key: String, request: [UInt8]) {
        self.key = key
        self.request = Array(SHA256.hash(data: request))
    }
}

/// What a write did, as it was on disk when it was answered.
package struct CommandAnswer: Hashable, Sendable, Codable {
    /// The case.
    package var number: CaseNumber
    /// Its state after the write.
    package var state: CaseState
    /// Its version after the write.
    package var version: Int
    /// The kind of the entry that was written, by the contract's number.
    package var kind: UInt32
    /// True when the entry asks the handling city for something that it has yet to answer.
    package var isRequest: Bool
    /// When, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64

    /// The answer as JSON, the text that `JSONStream` makes of it: the writer keeps one for every write.
    var text: [UInt8] {
        var output = JSONOutput(reserving: 128)
        output.raw("{\"at\":")
        output.bare(String(at))
        output.raw(isRequest ? ",\"isRequest\":true,\"kind\":" : ",\"isRequest\":false,\"kind\":")
        output.bare(String(kind))
        output.raw(",\"number\":")
        output.text(number.description)
        output.raw(",\"state\":")
        output.text(state.rawValue)
        output.raw(",\"version\":")
        output.bare(String(version))
        output.raw("}")
        return output.bytes
    }
}

/// Why a write was refused.
///
/// Nothing has changed.
package enum CommandError: Error, Hashable, Sendable {
    /// The rules of a case say no.
    case refused(CaseRefusal)
    /// There is no such case.
    case noCase(CaseNumber)
    /// There is no such account.
    case noAccount(Int64)
    /// There is no such token, or none any more whose secret this node could tell.
    case noToken(String)
    /// The caller may not do this.
    case notPermitted(NotPermitted)
    /// There is no such shared record.
    case noShared(SharedName)
    /// There is no such webhook.
    case noWebhook(WebhookID)
    /// The webhook has no dead delivery of this event.
    case noDelivery(WebhookID, EntryID)
    /// The key was used before for another request.
    case keyReused(String)
    /// The case has another version than the caller has seen.
    case staleVersion(expected: Int, current: Int)
    /// The handling city is no member, or is this node.
    case notMember(CityCode)
    /// Too much waits for this city already.
    case backlogFull(CityCode, bytes: Int64, limit: Int64)
    /// A material was not put to this node before.
    case materialMissing(MaterialDigest, field: String)
    /// A material has another size than the caller says.
    case materialSize(MaterialDigest, field: String, stored: Int64)
    /// A material cannot be named by a case as it stands now.
    case materialWithheld(MaterialDigest, field: String, isBeingChecked: Bool)
    /// A material is not what it is said to be, or is not taken.
    case content(ContentRefusal, field: String)
    /// A paper of the case has not come in full, so the case cannot be archived.
    case materialIncomplete(MaterialDigest, received: Int64, size: Int64)
    /// An entry's content is larger than the contract allows.
    case tooLarge(bytes: Int)
}
