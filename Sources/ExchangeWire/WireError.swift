import ExchangeCore

/// Why bytes were refused.
///
/// Nothing in here is personal data: numbers, codes and positions only.
package enum WireError: Error, Hashable, Sendable {
    /// The part of a message that did not read.
    package enum Part: String, Hashable, Sendable {
        case frame, entries, entry, header, erasure, hello, receipt, recover, body, export
        case materialRequest = "material request"
        case materialChunk = "material chunk"
        case accountRequest = "account request"
        case accountAnswer = "account answer"
    }

    /// A text or list that has a limit of its own.
    package enum Field: String, Hashable, Sendable {
        case software
        case maintenanceReason = "maintenance reason"
        case erasureReason = "erasure reason"
    }

    // MARK: Shape

    /// The message ends inside a field.
    case truncated(Part)
    /// A number has more than 64 bits.
    case numberTooLong(Part)
    /// A field's tag is no tag, or a known field has another type.
    case tagWrong(Part)
    /// SwiftProtobuf could not read it.
    case malformed(Part)
    /// The frame is larger than any may be.
    case frameTooLarge(bytes: Int)
    /// The frame has no field at all.
    case frameEmpty
    /// The frame holds more than one kind.
    case frameAmbiguous

    // MARK: Runs of entries

    /// There is no entry.
    case entriesMissing
    /// There are more entries than a frame or an export may hold.
    case entriesTooMany(max: Int)
    /// A header is empty.
    case headerMissing
    /// A header is too large.
    case headerTooLarge(bytes: Int)
    /// An entry has neither a body nor a sign that it was erased.
    case bodyMissing(sequence: UInt64)
    /// An entry has both.
    case bodyBesideErasure(sequence: UInt64)
    /// A body is too large.
    case bodyTooLarge(bytes: Int)
    /// A number is no lane that this software knows.
    case laneUnknown(UInt64)
    /// An entry is of another lane than its run.
    case laneWrong(sequence: UInt64, expected: Lane, got: Lane)
    /// A number is no node's code.
    case nodeUnreadable(UInt64)
    /// An entry names itself as the receiver.
    case receiverIsSender(NodeCode)
    /// An entry is of another sender than its run.
    case senderWrong(expected: NodeCode, got: NodeCode)
    /// An entry is for another receiver than its run.
    case receiverWrong(expected: NodeCode, got: NodeCode)
    /// A sequence number is 0 or above the limit.
    case sequenceWrong(UInt64)
    /// An entry does not follow on the one before it.
    case sequenceGap(expected: UInt64, got: UInt64)
    /// The previous hash has not 32 bytes, or is not zero for entry 1.
    case previousWrong(sequence: UInt64)
    /// The previous hash is not the hash of the entry before it.
    case chainBroken(sequence: UInt64)
    /// A kind is 0 or above the limit.
    case kindWrong(UInt64)
    /// A case number is too long or holds other characters than digits, letters and "-".
    case caseNumberWrong
    /// A time lies outside the years 1970 to 9999.
    case timeWrong(Int64)
    /// A body's digest has not 32 bytes.
    case bodyDigestWrong(sequence: UInt64)
    /// A body is not the one whose digest the header holds.
    case bodyChanged(sequence: UInt64)

    // MARK: Signatures and keys

    /// A signature has not 64 bytes.
    case signatureSize(bytes: Int)
    /// A signature is not that of any key of this node.
    case signatureWrong(NodeCode)
    /// No public key of this node is known.
    case keyUnknown(NodeCode)
    /// A secret key's text is not 32 bytes in base64.
    case signingKeyUnreadable
    /// A public key's text is not 32 bytes in base64.
    case verifyingKeyUnreadable

    // MARK: Positions, hellos, requests

    /// A position's number and hash do not go together.
    case positionWrong(sequence: UInt64)
    /// A hello speaks for another node than the one that sent it.
    case helloWrongNode(expected: NodeCode, got: NodeCode)
    /// A hello's session is 0.
    case sessionMissing
    /// A version range is empty or begins at 0.
    case versionsWrong(min: UInt32, max: UInt32)
    /// A text is too long.
    case textTooLong(Field, bytes: Int)
    /// A hello speaks of more lanes than it may.
    case standingsTooMany(Int)
    /// A hello speaks of one lane twice.
    case laneRepeated(Lane)
    /// A recover request asks for nothing, or beyond the limit.
    case recoverRangeWrong(after: UInt64, through: UInt64)
    /// A material's digest has not 32 bytes.
    case materialDigestWrong(bytes: Int)
    /// A material's range is empty, too large, or beyond its end.
    case materialRangeWrong(offset: UInt64, count: UInt64)
    /// A chunk has bytes and says that there are none.
    case chunkAmbiguous

    // MARK: Accounts

    /// The number of a question or answer is 0.
    case accountNumberMissing
    /// An answer holds more accounts than it may.
    case accountsTooMany(Int)
    /// An answer holds two accounts of one stream.
    case accountRepeated(Lane, isOwn: Bool)
    /// An account holds more days than it may.
    case accountDaysTooMany(Lane, Int)
    /// A day lies outside the days of which an account may speak.
    case accountDayWrong(Int32)
    /// A day does not come after the one before it.
    case accountDaysUnordered(Lane, before: Int32, day: Int32)
    /// A day has no entries, or no last one.
    case accountDayEmpty(Lane, day: Int32)

    // MARK: Bodies

    /// A body of this kind did not read.
    case bodyUnreadable(EntryKind)
    /// A body does not begin with 16 bytes of salt.
    case saltWrong(EntryKind)
    /// This software does not know what entries of this kind say.
    case kindUnknown(EntryKind)
    /// Entries of this kind do not travel on this lane.
    case kindOnWrongLane(EntryKind, Lane)

    // MARK: Exports

    /// A signature or receipt of an export stands outside its run.
    case outsideRun(sequence: UInt64)
}
