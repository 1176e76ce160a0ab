/// What became of a line of a bulk request, as the API writes it on a line of its own.
struct BulkAnswer: Encodable, Sendable {
    /// The line's number among those that are not blank, from 1.
    let line: Int
    /// The line's key; left out where it has none that is sound.
    let key: String?
    /// The status that the single request would have had.
    let status: Int
    /// True where the line was done before and this is what it was answered then.
    let replayed: Bool?
    /// What was done.
    let answer: WriteAnswerJSON?
    /// Why nothing was done.
    let problem: Problem?

    /// A line that was done.
    init(line: Int, key: String?, status: Int, _ answer: WriteAnswer) {
        self.line = line
        self.key = key
        self.status = status
        replayed = answer.replayed ? true : nil
        self.answer = WriteAnswerJSON(answer)
        problem = nil
    }

    /// A line that was refused.
    init(line: Int, key: String?, _ problem: Problem) {
        self.line = line
        self.key = key
        status = problem.kind.status
        replayed = nil
        answer = nil
        self.problem = problem
    }
}
