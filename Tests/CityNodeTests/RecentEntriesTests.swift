import ExchangeCore
import Testing

@testable import CityNode

@Suite("RecentEntries")
struct RecentEntriesTests {
    private func entry(_ sequence: UInt64, bytes: Int = 100) -> Entry {
        var hash = [UInt8](repeating: 0, count: 32)
        withUnsafeBytes(of: sequence) { for (index, byte) in $0.enumerated() { hash[index] = byte } }
        return Entry(
            sequence: sequence,
            hash: sure(Digest(hash)),
            previous: .zero,
            header: [],
            body: [UInt8](repeating: 1, count: bytes)
        )
    }

    private func filled(_ range: ClosedRange<UInt64>, bytes: Int = 100) -> RecentEntries {
        var recent = RecentEntries()
        for sequence in range { recent.append(entry(sequence, bytes: bytes)) }
        return recent
    }

    @Test("Entries come in order, within bytes and bounds, at least one")
    func ranges() {
        let recent = filled(5...14)
        #expect(recent.entries(after: 4, through: 14, bytes: .max)?.map(\.sequence) == Array(5...14))
        #expect(recent.entries(after: 6, through: 8, bytes: .max)?.map(\.sequence) == [7, 8])
        #expect(recent.entries(after: 6, through: 99, bytes: 250)?.map(\.sequence) == [7, 8])
        #expect(recent.entries(after: 6, through: 99, bytes: 1)?.map(\.sequence) == [7])
        #expect(recent.entries(after: 3, through: 99, bytes: .max) == nil)
        #expect(recent.entries(after: 14, through: 99, bytes: .max) == nil)
        #expect(RecentEntries().entries(after: 0, through: 9, bytes: .max) == nil)
    }

    @Test("Hashes of what is here")
    func hashes() {
        let recent = filled(5...14)
        #expect(recent.hash(at: 5) == entry(5).hash)
        #expect(recent.hash(at: 14) == entry(14).hash)
        #expect(recent.hash(at: 4) == nil)
        #expect(recent.hash(at: 15) == nil)
    }

    @Test("What does not follow on the last one begins anew")
    func gap() {
        var recent = filled(1...5)
        recent.append(entry(9))
        #expect(recent.hash(at: 5) == nil)
        #expect(recent.entries(after: 8, through: 9, bytes: .max)?.map(\.sequence) == [9])
    }

    @Test("What is receipted is let go, and what is not stays")
    func forgets() {
        var recent = filled(5...14)
        recent.forget(through: 4)
        #expect(recent.hash(at: 5) != nil)
        recent.forget(through: 11)
        #expect(recent.hash(at: 11) == nil)
        #expect(recent.entries(after: 11, through: 14, bytes: .max)?.map(\.sequence) == [12, 13, 14])
        recent.forget(through: 99)
        #expect(recent.entries(after: 14, through: 99, bytes: .max) == nil)
        recent.append(entry(15))
        #expect(recent.entries(after: 14, through: 99, bytes: .max)?.map(\.sequence) == [15])
    }

    @Test("The oldest go when there are too many bytes, and one always stays")
    func bounded() {
        let size = TransportLimits.recentBytesMax / 4
        let recent = filled(1...10, bytes: size)
        #expect(recent.hash(at: 6) == nil)
        #expect(recent.entries(after: 6, through: 10, bytes: .max)?.map(\.sequence) == [7, 8, 9, 10])
        let large = filled(1...3, bytes: TransportLimits.recentBytesMax * 2)
        #expect(large.hash(at: 2) == nil)
        #expect(large.hash(at: 3) != nil)
    }

    @Test("Many small ones stay right while old ones leave")
    func many() {
        var recent = RecentEntries()
        for sequence in 1...30_000 as ClosedRange<UInt64> {
            recent.append(entry(sequence, bytes: 200))
            if sequence.isMultiple(of: 997) {
                #expect(recent.hash(at: sequence - 100) == entry(sequence - 100).hash)
                #expect(recent.entries(after: sequence - 3, through: sequence, bytes: .max)?.count == 3)
            }
        }
    }
}
