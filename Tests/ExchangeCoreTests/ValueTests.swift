import ExchangeCore
import Testing

@Suite("Small values: codes, digests, batches")
struct ValueTests {
    @Test("A digest reads and shows 32 bytes, and nothing else")
    func digest() throws {
        let bytes = (0..<32).map { UInt8($0 * 7 & 0xFF) }
        let digest = try #require(Digest(bytes))
        #expect(digest.bytes == bytes)
        #expect(Digest(hex: digest.description) == digest)
        #expect(Digest(hex: digest.description.uppercased()) == digest)
        #expect(bytes.withUnsafeBytes { Digest($0) } == digest)
        #expect(Digest(bytes.dropLast()) == nil && Digest(bytes + [1]) == nil)
        #expect(Digest(hex: String(digest.description.dropLast())) == nil)
        #expect(Digest(hex: String(repeating: "g", count: 64)) == nil)
        #expect(digest.short == String(digest.description.prefix(12)))
        #expect(Digest.zero.bytes == [UInt8](repeating: 0, count: 32))
    }

    @Test("A node code is six digits of which the first is not zero")
    func nodeCode() {
        #expect(NodeCode("330800")?.description == "330800")
        #expect(NodeCode("033080") == nil && NodeCode("33080") == nil && NodeCode("3308000") == nil)
        #expect(NodeCode("33080a") == nil && NodeCode("") == nil && NodeCode("３３０８００") == nil)
        #expect(NodeCode(number: 99_999) == nil && NodeCode(number: 1_000_000) == nil)
        #expect(Bench.us < Bench.them)
    }

    @Test("A batch has entries whose numbers do not contradict their count")
    func batch() throws {
        #expect(Batch(lane: .case, entries: [], signature: []) == nil)
        let entry = { (sequence: UInt64) in
            Entry(sequence: sequence, hash: .zero, previous: .zero, header: [1, 2], body: [3])
        }
        #expect(Batch(lane: .case, entries: [entry(0)], signature: []) == nil)
        #expect(Batch(lane: .case, entries: [entry(2), entry(4)], signature: []) == nil)
        #expect(Batch(lane: .case, entries: [entry(.max), entry(0)], signature: []) == nil)
        let batch = try #require(Batch(lane: .case, entries: [entry(7), entry(8)], signature: []))
        #expect(batch.before.sequence == 6 && batch.through.sequence == 8 && batch.byteCount == 6)
    }

    @Test("Streams and places show themselves as people write them")
    func descriptions() {
        #expect(Bench.key(.result).description == "350700/result")
        #expect(Position.start.description == "0")
        #expect(Bench.place(5).description == "5#050000000000")
        #expect(Lane.allCases.sorted() == [.case, .result, .alliance])
    }
}
