import ExchangeCore
import SwiftProtobuf

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

extension MaterialRequest {
    init(reading bytes: UnsafeRawBufferPointer) throws(WireError) {
        let message: WireMaterialRequest = try .read(bytes, part: .materialRequest)
        guard let digest = Digest(message.digest) else { throw .materialDigestWrong(bytes: message.digest.count) }
        self.init(
            digest: digest,
            offset: message.offset,
            length: Int(message.length),
            caseNumber: message.caseNumber.isEmpty ? nil : message.caseNumber
        )
        try check()
    }

    fileprivate func check() throws(WireError) {
        guard (1...WireLimits.chunkBytesMax).contains(length), offset <= WireLimits.sequenceMax - UInt64(length) else {
            throw .materialRangeWrong(offset: offset, count: UInt64(clamping: length))
        }
        if let caseNumber, !CaseNumberText.isPlausible(caseNumber) { throw .caseNumberWrong }
    }
}

extension WireMaterialRequest {
    init(_ request: MaterialRequest) throws(WireError) {
        try request.check()
        self.init()
        digest = request.digest.data
        offset = request.offset
        length = UInt32(request.length)
        caseNumber = request.caseNumber ?? ""
    }
}

extension MaterialChunk {
    /// Throws what is wrong with the chunk's numbers.
    func check() throws(WireError) {
        if missing != nil {
            guard bytes.isEmpty, totalBytes == 0 else { throw .chunkAmbiguous }
            return
        }
        try Self.check(offset: offset, count: bytes.count, totalBytes: totalBytes)
    }

    /// Throws where a material of so many bytes has no such part.
    static func check(offset: UInt64, count: Int, totalBytes: UInt64) throws(WireError) {
        // An empty material has one empty chunk; every other chunk brings at least a byte, or asking would never end.
        let (end, overflow) = offset.addingReportingOverflow(UInt64(count))
        guard !overflow, end <= totalBytes, totalBytes <= WireLimits.sequenceMax, count <= WireLimits.chunkBytesMax,
            (count == 0) == (totalBytes == 0)
        else { throw .materialRangeWrong(offset: offset, count: UInt64(count)) }
    }
}
