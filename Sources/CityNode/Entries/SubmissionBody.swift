import CaseModel
import ExchangeCore
import ExchangeWire

/// A submission as the body of an entry, written and read as a node does it, for whoever measures that.
package enum SubmissionBody {
    /// The body, with fresh salt.
    ///
    /// - Throws: where a limit of the contract is broken.
    package static func bytes(of submission: Submission) throws -> [UInt8] {
        try EntryEncoder.encode(submission).body
    }

    /// What a body says; `nil` where it is no submission.
    ///
    /// - Parameters:
    ///   - number: the header's case number.
    ///   - sender: the collecting city's node.
    ///   - receiver: the handling city's node.
    /// - Throws: where the body cannot be read.
    package static func submission(
        in body: [UInt8],
        number: String,
        sender: NodeCode,
        receiver: NodeCode
    ) throws -> Submission? {
        let said = try EntryDecoder.decode(
            kind: .submitted,
            lane: .case,
            number: number,
            sender: sender,
            receiver: receiver,
            body: body
        )
        if case .submitted(let submission) = said { return submission }
        return nil
    }
}
