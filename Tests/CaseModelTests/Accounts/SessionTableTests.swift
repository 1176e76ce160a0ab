import Testing

@testable import CaseModel

@Suite struct SessionTableTests {
    private let terms = SessionTable.Terms(idle: 100, whole: 250)

    @Test func aSessionEndsWithoutUseAndInAnyCaseAfterAWhile() {
        var table = SessionTable(terms: terms)
        table.begin([1], account: 7, at: 0)
        #expect(table.use([1], at: 99) == 7)
        #expect(table.use([1], at: 198) == 7, "use keeps it")
        #expect(table.use([1], at: 249) == 7)
        #expect(table.use([1], at: 250) == nil, "but not for ever")
        table.begin([2], account: 8, at: 0)
        #expect(table.use([2], at: 100) == nil)
        #expect(table.use([3], at: 0) == nil)
    }

    @Test func whoSignsOutIsOut() {
        var table = SessionTable(terms: terms)
        table.begin([1], account: 7, at: 0)
        table.begin([2], account: 7, at: 0)
        table.end([1])
        #expect(table.use([1], at: 1) == nil && table.use([2], at: 1) == 7)
    }

    @Test func theTableIsBounded() {
        var table = SessionTable()
        for index in 0..<(SessionTable.countMax + 5) {
            table.begin(Array("\(index)".utf8), account: 1, at: Int64(index))
        }
        #expect(table.count == SessionTable.countMax)
        #expect(table.use(Array("0".utf8), at: 10_005) == nil, "the one that was used longest ago ends")
        #expect(table.use(Array("\(SessionTable.countMax)".utf8), at: 10_005) == 1)
    }
}
