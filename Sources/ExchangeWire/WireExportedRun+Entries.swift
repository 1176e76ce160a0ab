import ExchangeCore
import SwiftProtobuf

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension WireExportedRun {
    /// Begins an export of a stream.
    package init(sender: NodeCode, receiver: NodeCode, lane: Lane) {
        self.init()
        self.sender = sender.number
        self.receiver = receiver.number
        self.lane = WireLane(lane)
    }

    /// Adds the next entry.
    ///
    /// Without a body it shows the erasure, or where there is none its header alone.
    package mutating func append(header: [UInt8], body: [UInt8]?, erasure: Erasure? = nil) {
        entries.append(
            .with {
                $0.header = Data(header)
                if let body {
                    $0.body = Data(body)
                } else if let erasure {
                    $0.erased = .with {
                        $0.atMs = erasure.at?.milliseconds ?? 0
                        $0.why = erasure.why
                    }
                }
            }
        )
    }

    /// Adds the sender's signature over the hash of this entry.
    package mutating func append(signature: [UInt8], sequence: UInt64) {
        signatures.append(
            .with {
                $0.sequence = sequence
                $0.signature = Data(signature)
            }
        )
    }

    /// Adds a receipt of the receiver.
    package mutating func append(_ receipt: Receipt) { receipts.append(WireReceipt(receipt)) }

    /// The bytes of the export, for a file.
    package var bytes: [UInt8] { written }
}
