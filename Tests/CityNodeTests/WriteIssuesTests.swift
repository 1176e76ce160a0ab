import ExchangeCore
import Testing

@testable import CityNode

@Suite("WriteIssues: a failure is told once")
struct WriteIssuesTests {
    private let stream = StreamKey(peer: Sample.quzhou, lane: .case)

    @Test("Of several failures of what was issued before the first is told, only the first is news")
    func once() {
        var issues = WriteIssues()
        let first = issues.next()
        let second = issues.next()
        let other = StreamKey(peer: Sample.quzhou, lane: .result)
        let told = [
            issues.isNews(stream, failedAt: first), issues.isNews(stream, failedAt: second),
            issues.isNews(stream, failedAt: first), issues.isNews(other, failedAt: second),
        ]
        #expect(told == [true, false, false, true])
        let third = issues.next()
        let later = issues.isNews(stream, failedAt: third)
        #expect(later)
    }
}
