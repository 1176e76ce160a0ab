import ExchangeCore

/// Turns messages into frames and frames into checked messages: one node's end of all its links.
///
/// A value: make another when the member list changes. Decoding checks everything that can be checked without the
/// database, signatures included, so that whatever comes out may go to the core as it is.
package struct FrameCodec: Sendable {
    /// This node.
    package let node: NodeCode
    /// The public keys of all members and of this node itself, which checks its own entries when they are returned.
    package var keyring: Keyring
    /// Signs receipts on their way out.
    package let signer: BatchSigner

    /// Makes a codec.
    package init(node: NodeCode, signer: BatchSigner, keyring: Keyring) {
        self.node = node
        self.signer = signer
        self.keyring = keyring
    }

    /// Writes a message for a peer.
    ///
    /// A receipt is signed here; a batch brings its signature. `talk` is the talk that the message is said in, as the
    /// core knows it (`Exchange.talk(with:)`); 0 says nothing about it. A hello never has one, whatever is given here.
    ///
    /// - Throws: the `WireError` of a limit that the message breaks; the peer would refuse it.
    package func encode(_ message: Message, to peer: NodeCode, talk: UInt64 = 0) throws(WireError) -> [UInt8] {
        switch message {
        case .hello(let hello): try encode(hello)
        case .entries(let batch): try EntriesFrame.encode(batch, field: .entries, talk: talk)
        case .recovered(let batch): try EntriesFrame.encode(batch, field: .recovered, talk: talk)
        case .receipt(let receipt): try encode(receipt, to: peer, talk: talk)
        case .recover(let recover): try encode(recover, talk: talk)
        }
    }

    /// Writes a request for part of a material.
    ///
    /// - Throws: `materialRangeWrong` or `caseNumberWrong`.
    package func encode(_ request: MaterialRequest) throws(WireError) -> [UInt8] {
        let message = try WireMaterialRequest(request)
        return try checked(WireFrame.with { $0.materialRequest = message }.written)
    }

    /// Writes a question for a peer's account.
    ///
    /// - Throws: `accountNumberMissing`.
    package func encode(_ request: AccountRequest) throws(WireError) -> [UInt8] {
        let message = try WireAccountRequest(request)
        return try checked(WireFrame.with { $0.accountRequest = message }.written)
    }

    /// Writes this node's account.
    ///
    /// Six streams with all their days are about 150 KiB.
    /// - Throws: `accountNumberMissing`, `accountsTooMany`, `accountRepeated`, `accountDaysTooMany`, `accountDayWrong`,
    ///   `accountDaysUnordered` or `accountDayEmpty`.
    package func encode(_ answer: AccountAnswer) throws(WireError) -> [UInt8] {
        let message = try WireAccountAnswer(answer)
        return try checked(WireFrame.with { $0.accountAnswer = message }.written)
    }

    /// Reads a frame that came from this peer.
    ///
    /// The bytes are read where they lie and may go afterwards, unless `keeper` is given: it keeps them where they are, unchanged,
    /// and a part of a material is not copied out of them.
    /// - Throws: the first `WireError` that is found. Nothing of the frame may be used then; the link may stay.
    package func decode(
        _ bytes: UnsafeRawBufferPointer,
        from peer: NodeCode,
        keptBy keeper: (any AnyObject & Sendable)? = nil
    ) throws(WireError) -> Frame {
        guard bytes.count <= WireLimits.frameBytesMax else { throw .frameTooLarge(bytes: bytes.count) }
        let content = try FrameContent(reading: bytes)
        switch content.field {
        case .hello: return .message(.hello(try hello(content.bytes, from: peer)), talk: 0)
        case .entries:
            let batch = try EntriesFrame.decode(content.bytes, sender: peer, receiver: node, keyring: keyring)
            return .message(.entries(batch), talk: content.talk)
        case .receipt: return .message(.receipt(try receipt(content.bytes, from: peer)), talk: content.talk)
        case .recover: return .message(.recover(try recover(content.bytes)), talk: content.talk)
        case .recovered:
            let batch = try EntriesFrame.decode(content.bytes, sender: node, receiver: peer, keyring: keyring)
            return .message(.recovered(batch), talk: content.talk)
        case .materialRequest: return .materialRequest(try MaterialRequest(reading: content.bytes))
        case .materialChunk: return .materialChunk(try ChunkFrame.decode(content.bytes, keptBy: keeper))
        case .accountRequest: return .accountRequest(try AccountRequest(reading: content.bytes))
        case .accountAnswer: return .accountAnswer(try AccountAnswer(reading: content.bytes))
        case nil: return .unknown(kind: content.number)
        }
    }

    /// Reads a frame that came from this peer.
    ///
    /// - Throws: the first `WireError` that is found.
    package func decode(_ bytes: [UInt8], from peer: NodeCode) throws(WireError) -> Frame {
        try bytes.withRawBytes { (raw) throws(WireError) -> Frame in try decode(raw, from: peer) }
    }

    func checked(_ frame: [UInt8]) throws(WireError) -> [UInt8] {
        guard frame.count <= WireLimits.frameBytesMax else { throw .frameTooLarge(bytes: frame.count) }
        return frame
    }
}

/// The one kind that a frame holds, where its bytes lie, and the talk that it belongs to.
struct FrameContent {
    /// The kinds by their field numbers in `Frame`.
    enum Field: Int {
        case hello = 1
        case entries, receipt, recover, recovered, materialRequest, materialChunk, accountRequest, accountAnswer
    }

    /// The number of the field `talk`, which stands beside the kind.
    static let talkField = 15

    /// The kind, `nil` when it is not known.
    var field: Field?
    /// Its field number, known or not.
    var number: Int
    /// The message.
    var bytes: UnsafeRawBufferPointer
    /// The talk, 0 when the frame says nothing about it.
    var talk: UInt64 = 0

    /// Finds the kind.
    ///
    /// Fields that are not known stand beside it unharmed; alone, the first is the kind.
    init(reading frame: UnsafeRawBufferPointer) throws(WireError) {
        var known: (Field, UnsafeRawBufferPointer)?
        var unknown: Int?
        var reader = ProtoReader(frame, part: .frame)
        while let tag = try reader.tag() {
            if let field = Field(rawValue: tag.field) {
                if known != nil { throw .frameAmbiguous }
                known = (field, try reader.bytes(tag))
            } else if tag.field == Self.talkField {
                talk = try reader.fixed64(tag)
            } else {
                unknown = unknown ?? tag.field
                try reader.skip(tag.type)
            }
        }
        if let known {
            (field, number, bytes) = (known.0, known.0.rawValue, known.1)
        } else if let unknown {
            (field, number, bytes) = (nil, unknown, UnsafeRawBufferPointer(start: nil, count: 0))
        } else {
            throw .frameEmpty
        }
    }
}
