import ExchangeCore

extension WireError: CustomStringConvertible {
    /// What was expected, what came, and where it helps, what to do.
    ///
    /// Holds no personal data.
    package var description: String {
        shapeDescription ?? runDescription ?? trustDescription ?? talkDescription ?? accountDescription
            ?? bodyDescription
    }

    private var shapeDescription: String? {
        switch self {
        case .truncated(let part): "the \(part.rawValue) ends inside a field; the message was cut or is not protobuf"
        case .numberTooLong(let part): "the \(part.rawValue) holds a number of more than 64 bits"
        case .tagWrong(let part):
            "the \(part.rawValue) holds a field whose tag or type is not the contract's; groups are never used"
        case .malformed(let part): "the \(part.rawValue) is not the protobuf message that the contract describes"
        case .frameTooLarge(let bytes):
            "a frame has at most \(WireLimits.frameBytesMax) bytes, this one \(bytes); pack fewer entries into one"
        case .frameEmpty: "a frame holds exactly one kind, this one is empty"
        case .frameAmbiguous: "a frame holds exactly one kind, this one more; send one frame for each"
        default: nil
        }
    }

    private var runDescription: String? {
        switch self {
        case .entriesMissing: "a run of entries holds at least one"
        case .entriesTooMany(let max): "a run holds at most \(max) entries here; split it"
        case .headerMissing: "an entry has a header"
        case .headerTooLarge(let bytes): "a header has at most \(WireLimits.headerBytesMax) bytes, this one \(bytes)"
        case .bodyMissing(let sequence):
            "entry \(sequence) has neither a body nor a sign that it was erased; exactly one is needed"
        case .bodyBesideErasure(let sequence): "entry \(sequence) has a body and says that it was erased"
        case .bodyTooLarge(let bytes):
            "a body has at most \(WireLimits.bodyBytesMax) bytes, this one \(bytes); larger things are materials"
        case .laneUnknown(let number): "\(number) is no lane; 1 is case, 2 result, 3 alliance"
        case .laneWrong(let sequence, let expected, let got):
            "entry \(sequence) is of the lane \(got) in a run of the lane \(expected)"
        case .nodeUnreadable(let number): "\(number) is no node; a node is named by six digits, 100000 to 999999"
        case .receiverIsSender(let node): "\(node) is both sender and receiver of an entry"
        case .senderWrong(let expected, let got): "the entries' sender is \(got), expected \(expected)"
        case .receiverWrong(let expected, let got): "the entries' receiver is \(got), expected \(expected)"
        case .sequenceWrong(let number): "\(number) is no sequence number; they go from 1 to \(WireLimits.sequenceMax)"
        case .sequenceGap(let expected, let got): "entry \(got) came where \(expected) follows"
        case .previousWrong(let sequence):
            "entry \(sequence) needs a previous hash of 32 bytes, which are zero for entry 1 and for no other"
        case .chainBroken(let sequence): "entry \(sequence) does not hold the hash of the entry before it"
        case .kindWrong(let number): "\(number) is no kind of entry; they go from 1 to \(WireLimits.kindMax)"
        case .caseNumberWrong:
            "a case number has at most \(WireLimits.caseNumberBytesMax) characters, each 0-9, A-Z, a-z or \"-\""
        case .timeWrong(let time): "\(time) is no time; milliseconds since 1970 go from 0 to the end of the year 9999"
        case .bodyDigestWrong(let sequence): "entry \(sequence) needs a body digest of 32 bytes"
        case .bodyChanged(let sequence): "the body of entry \(sequence) is not the one that its header names"
        default: nil
        }
    }

    private var trustDescription: String? {
        switch self {
        case .signatureSize(let bytes): "an Ed25519 signature has \(WireLimits.signatureBytes) bytes, this one \(bytes)"
        case .signatureWrong(let node):
            "the signature is not by a known key of \(node); compare the member list with that city's `tongban keys show`"
        case .keyUnknown(let node): "no signing key of \(node) is known; add it to the member list"
        case .signingKeyUnreadable:
            "a secret signing key is the base64 of \(WireLimits.keyBytes) bytes; make one with `tongban keys new`"
        case .verifyingKeyUnreadable:
            "a public signing key is the base64 of \(WireLimits.keyBytes) bytes; see it with `tongban keys show`"
        default: nil
        }
    }

    private var talkDescription: String? {
        switch self {
        case .positionWrong(let sequence):
            "the position \(sequence) needs a hash of 32 bytes, or none at all when it is 0"
        case .helloWrongNode(let expected, let got): "a hello from \(expected) speaks for \(got)"
        case .sessionMissing: "a session is a random number other than 0"
        case .versionsWrong(let min, let max):
            "versions from \(min) to \(max) are no range of versions, which begin at 1"
        case .textTooLong(let field, let bytes): "the \(field.rawValue) has too many bytes (\(bytes)); shorten it"
        case .standingsTooMany(let count):
            "a hello speaks of at most \(WireLimits.standingsMax) lanes, this one of \(count)"
        case .laneRepeated(let lane): "a hello speaks twice of the lane \(lane)"
        case .recoverRangeWrong(let after, let through):
            "entries after \(after) through \(through) are no range that can be returned"
        case .materialDigestWrong(let bytes): "a material is named by the 32 bytes of its SHA-256, not by \(bytes)"
        case .materialRangeWrong(let offset, let count):
            "\(count) bytes from \(offset) are no range; 1 to \(WireLimits.chunkBytesMax) bytes within the material are"
        case .chunkAmbiguous: "a chunk has bytes and says that they are missing"
        default: nil
        }
    }

    private var accountDescription: String? {
        switch self {
        case .accountNumberMissing: "a question for an account and its answer have the same number, which is not 0"
        case .accountsTooMany(let count):
            "an answer holds at most \(WireLimits.accountsMax) accounts, this one \(count)"
        case .accountRepeated(let lane, let isOwn):
            "an answer holds two accounts of the \(isOwn ? "own" : "received") stream of the lane \(lane)"
        case .accountDaysTooMany(let lane, let count):
            "an account holds at most \(StreamAccount.daysMax) days, the one of the lane \(lane) \(count); send the newest"
        case .accountDayWrong(let day):
            "\(day) is no day; days since 1970-01-01 go from \(WireLimits.accountDays.lowerBound) to "
                + "\(WireLimits.accountDays.upperBound)"
        case .accountDaysUnordered(let lane, let before, let day):
            "day \(day) of the lane \(lane) comes after day \(before); days go from the oldest to the newest, each once"
        case .accountDayEmpty(let lane, let day):
            "day \(day) of the lane \(lane) has no entries or no last one; leave it out"
        default: nil
        }
    }

    private var bodyDescription: String {
        switch self {
        case .bodyUnreadable(let kind): "the body is not the message that the contract has for \(kind)"
        case .saltWrong(let kind): "the body of \(kind) does not begin with \(WireLimits.saltBytes) bytes of salt"
        case .kindUnknown(let kind): "this software does not know \(kind); it may come with a newer version"
        case .kindOnWrongLane(let kind, let lane): "\(kind) does not travel on the lane \(lane)"
        case .outsideRun(let sequence): "a signature or receipt for entry \(sequence) stands outside the exported run"
        default: "the bytes were refused"
        }
    }
}
