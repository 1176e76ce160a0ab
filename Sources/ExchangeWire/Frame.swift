import ExchangeCore

/// What one frame from a peer says, checked.
package enum Frame: Hashable, Sendable {
    /// Something for the core; its signatures are right.
    ///
    /// `talk` is the talk that the frame says it belongs to, to be compared by the core: 0 when it says nothing, and
    /// always for a hello.
    case message(Message, talk: UInt64)
    /// The peer asks for part of a material.
    case materialRequest(MaterialRequest)
    /// The peer sends part of a material.
    case materialChunk(MaterialChunk)
    /// The peer asks for this node's account of the streams between the two.
    case accountRequest(AccountRequest)
    /// The peer tells its account of them.
    case accountAnswer(AccountAnswer)
    /// A kind of frame that this software does not know, by its field number: to be counted and ignored.
    case unknown(kind: Int)
}
