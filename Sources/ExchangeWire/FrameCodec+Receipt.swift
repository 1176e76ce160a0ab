import ExchangeCore
import SwiftProtobuf

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension FrameCodec {
    func encode(_ receipt: Receipt, to peer: NodeCode, talk: UInt64) throws(WireError) -> [UInt8] {
        let signed = signer.signed(receipt, receiver: node, sender: peer)
        let frame = WireFrame.with {
            $0.receipt = WireReceipt(signed)
            $0.talk = talk
        }
        return try checked(frame.written)
    }

    func receipt(_ bytes: UnsafeRawBufferPointer, from peer: NodeCode) throws(WireError) -> Receipt {
        let receipt = try Receipt(reading: try WireReceipt.read(bytes, part: .receipt))
        try keyring.check(receipt, receiver: peer, sender: node)
        return receipt
    }

    func encode(_ recover: Recover, talk: UInt64) throws(WireError) -> [UInt8] {
        try check(after: recover.after.sequence, through: recover.through)
        let message = WireRecover.with {
            $0.lane = WireLane(recover.lane)
            $0.after = recover.after.message
            $0.through = recover.through
        }
        let frame = WireFrame.with {
            $0.recover = message
            $0.talk = talk
        }
        return try checked(frame.written)
    }

    func recover(_ bytes: UnsafeRawBufferPointer) throws(WireError) -> Recover {
        let message: WireRecover = try .read(bytes, part: .recover)
        let lane = try Lane(wire: message.lane.number)
        let after = try Position(message.after)
        try check(after: after.sequence, through: message.through)
        return Recover(lane: lane, after: after, through: message.through)
    }

    private func check(after: UInt64, through: UInt64) throws(WireError) {
        guard after < through, through <= WireLimits.sequenceMax else {
            throw .recoverRangeWrong(after: after, through: through)
        }
    }
}

extension Keyring {
    /// Throws unless the receiver of a stream signed this receipt for it.
    ///
    /// - Throws: `signatureSize`, `keyUnknown` or `signatureWrong`.
    package func check(_ receipt: Receipt, receiver: NodeCode, sender: NodeCode) throws(WireError) {
        let statement = SignedStatement.receipt(
            receiver: receiver,
            sender: sender,
            lane: receipt.lane,
            through: receipt.through,
            at: receipt.at
        )
        try check(receipt.signature, over: statement, by: receiver)
    }
}

extension WireReceipt {
    /// The message of a signed receipt.
    package init(_ receipt: Receipt) {
        self.init()
        lane = WireLane(receipt.lane)
        through = receipt.through.message
        gap = receipt.gap
        timeMs = receipt.at.milliseconds
        signature = Data(receipt.signature)
    }
}

extension Receipt {
    /// Reads a message; the signature is not checked.
    init(reading message: WireReceipt) throws(WireError) {
        self.init(
            lane: try Lane(wire: message.lane.number),
            through: try Position(message.through),
            gap: message.gap,
            at: try Instant(wire: message.timeMs),
            signature: message.signature.copied
        )
    }
}
