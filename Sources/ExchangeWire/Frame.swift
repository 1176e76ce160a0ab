import ExchangeCore

/// What one frame from a peer says, checked.
package enum Frame: Hashable, Sendable {
    /// Something for the core; its signatures are right.
    case message(Message)
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
