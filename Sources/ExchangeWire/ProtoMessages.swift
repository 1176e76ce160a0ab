import ExchangeCore
import SwiftProtobuf

extension SwiftProtobuf.Message {
    /// Reads a message with SwiftProtobuf; whatever is wrong with it is `malformed`.
    static func read(_ bytes: UnsafeRawBufferPointer, part: WireError.Part) throws(WireError) -> Self {
        guard let message = try? Self(serializedBytes: [UInt8](bytes)) else { throw .malformed(part) }
        return message
    }

    /// Writes a message with SwiftProtobuf.
    ///
    /// The contract has no required fields, so only a message beyond 2 GiB fails.
    var written: [UInt8] {
        do {
            return try serializedBytes()
        } catch {
            preconditionFailure("a message of the contract can always be written")
        }
    }
}

extension WireLane {
    init(_ lane: Lane) {
        switch lane {
        case .case: self = .case
        case .result: self = .result
        case .alliance: self = .alliance
        }
    }

    /// The number, which no lane of the core may have.
    var number: UInt64 { UInt64(UInt32(bitPattern: Int32(truncatingIfNeeded: rawValue))) }
}

extension Position {
    /// Reads a position: no hash, or one of zeroes, with 0; 32 other bytes with any other number.
    init(_ message: WirePosition) throws(WireError) {
        let sequence = message.sequence
        guard sequence <= WireLimits.sequenceMax else { throw .sequenceWrong(sequence) }
        guard let hash = message.hash.isEmpty ? Digest.zero : Digest(message.hash),
            (hash == .zero) == (sequence == 0)
        else { throw .positionWrong(sequence: sequence) }
        self.init(sequence: sequence, hash: hash)
    }

    /// The message; nothing in it before the first entry.
    var message: WirePosition {
        WirePosition.with {
            guard sequence > 0 else { return }
            $0.sequence = sequence
            $0.hash = hash.data
        }
    }
}
