import Testing

@testable import CaseModel

@Suite("PartitioningIndex: where the second part begins")
struct PartitioningIndexTests {
    @Test("In every collection of two parts, also one that does not begin at zero", arguments: 0..<20)
    func parts(count: Int) {
        for first in 0...count {
            let whole = (0..<count + 3).map { $0 - 3 }
            let slice = whole[3...]
            #expect(slice.partitioningIndex { $0 >= first } == 3 + first)
            #expect(Array(slice).partitioningIndex { $0 >= first } == first)
        }
    }
}
