import CaseModel
import Foundation
import Testing

/// The audit trail: its bytes and its chain.
@Suite struct AuditTests {
    private static let request = RevealRequest(
        account: "wang.fang",
        role: .windowClerk,
        office: "W1",
        city: Sample.quzhou,
        number: Sample.number,
        field: .applicantPhone,
        purpose: .contact,
        reason: "通知补正",
        at: Sample.time
    )
    private static let event = AuditEvent(request, .allowed)

    /// A small hash of 32 bytes, good enough to notice a changed byte (FNV-1a, four seeds).
    private static func hash(_ bytes: [UInt8]) -> MaterialDigest {
        var digest: [UInt8] = []
        for seed in UInt64(1)...4 {
            var value = 0xCBF2_9CE4_8422_2325 ^ seed
            for byte in bytes { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
            withUnsafeBytes(of: value.bigEndian) { digest += $0 }
        }
        return sure(MaterialDigest(digest))
    }

    private static func chain(_ count: Int) -> [AuditRecord] {
        var records: [AuditRecord] = []
        for index in 0..<count {
            var event = event
            event.at += Int64(index)
            records.append(AuditRecord(event, after: records.last?.digest ?? AuditRecord.start, hash: hash))
        }
        return records
    }

    private func fault(_ change: (inout [AuditRecord]) -> Void) -> Int? {
        var records = Self.chain(6)
        change(&records)
        return AuditRecord.firstFault(in: records, after: AuditRecord.start, hash: Self.hash)
    }

    @Test func bytesStayAsTheyAre() {
        var expected = Array("tongban-audit-1\n".utf8)
        // 1_795_446_000_000 milliseconds.
        expected += [0x00, 0x00, 0x01, 0xA2, 0x08, 0xEB, 0xC9, 0x80]
        for part in [
            "wang.fang", "windowClerk", "W1", "reveal", "\(Sample.number)", "applicantPhone", "contact", "通知补正", "",
        ] {
            expected += [0, 0, 0, UInt8(part.utf8.count)] + Array(part.utf8)
        }
        #expect(Self.event.canonicalBytes == expected)
    }

    @Test func everyPartCounts() {
        var seen: Set<[UInt8]> = [Self.event.canonicalBytes]
        let changes: [(inout AuditEvent) -> Void] = [
            { $0.at += 1 }, { $0.account = "li" }, { $0.role = .windowHead }, { $0.office = "W2" },
            { $0.action = .export }, { $0.number = CaseNumber(collecting: Sample.quzhou, at: Sample.time, random: 1) },
            { $0.field = nil }, { $0.purpose = nil }, { $0.reason = "通知领取" }, { $0.refusal = .closed },
            {
                $0.account = "wang.fangW"
                $0.office = "1"
            },
        ]
        for change in changes {
            var event = Self.event
            change(&event)
            #expect(seen.insert(event.canonicalBytes).inserted)
        }
    }

    @Test func theDecisionIsRecorded() {
        #expect(Self.event.refusal == nil && Self.event.action == .reveal && Self.event.at == Sample.time)
        for ground in RevealDecision.Ground.allCases {
            #expect(AuditEvent(Self.request, .refused(ground)).refusal == ground)
        }
    }

    @Test func aSoundChain() {
        #expect(fault { _ in } == nil)
        #expect(fault { $0 = [] } == nil)
        let records = Self.chain(6)
        #expect(AuditRecord.firstFault(in: Array(records[3...]), after: records[2].digest, hash: Self.hash) == nil)
        #expect(AuditRecord.firstFault(in: Array(records[3...]), after: records[1].digest, hash: Self.hash) == 0)
        #expect(AuditRecord.start.bytes == [UInt8](repeating: 0, count: 32))
    }

    @Test(arguments: 0..<6)
    func tamperingShows(index: Int) {
        #expect(fault { $0[index].event.reason = "其他原因" } == index)
        #expect(fault { $0[index].event.at -= 1 } == index)
        #expect(fault { $0[index].digest = Sample.digest(1) } == index)
        #expect(fault { $0[index].previous = Sample.digest(1) } == index)
        #expect(fault { $0.insert($0[index], at: index) } == index + 1)
        if index < 5 {
            #expect(fault { $0.remove(at: index) } == index)
            #expect(fault { $0.swapAt(index, index + 1) } == index)
        }
        // A record made anew over the change breaks the next one.
        let fault = fault {
            var event = $0[index].event
            event.reason = "其他原因"
            $0[index] = AuditRecord(event, after: $0[index].previous, hash: Self.hash)
        }
        #expect(fault == (index < 5 ? index + 1 : nil))
    }

    @Test func asJSON() throws {
        let records = Self.chain(2)
        #expect(try JSONDecoder().decode([AuditRecord].self, from: try JSONEncoder().encode(records)) == records)
    }
}
