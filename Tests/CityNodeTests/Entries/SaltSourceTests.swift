import Testing

@testable import CityNode

@Suite struct SaltSourceTests {
    @Test func noNumberComesTwiceWhoeverAsks() async {
        let source = SaltSource()
        let numbers = await withTaskGroup(of: [UInt64].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    var generator = SaltGenerator(source)
                    return (0..<1_000).map { _ in generator.next() }
                }
            }
            return await group.reduce(into: []) { $0 += $1 }
        }
        #expect(numbers.count == 8_000)
        // Of as many by chance two are alike once in six hundred thousand million times.
        #expect(Set(numbers).count == numbers.count)
    }

    @Test func everyBitIsByChance() {
        var generator = SaltGenerator(SaltSource())
        var set = [Int](repeating: 0, count: 64)
        for _ in 0..<4_096 {
            let number = generator.next()
            for bit in 0..<64 where number >> UInt64(bit) & 1 == 1 { set[bit] += 1 }
        }
        // Eight times the deviation of 32 from the middle.
        #expect(set.allSatisfy { (2_048 - 256...2_048 + 256).contains($0) })
    }
}
