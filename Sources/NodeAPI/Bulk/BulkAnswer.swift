import JSONCoding

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

    /// The answer as JSON, the text that `JSONStream` makes of it.
    ///
    /// There are thousands of a request, and nearly all of them are of a line that was done: those are written by hand, in a
    /// fifth of the time.
    var text: [UInt8] {
        guard let answer, problem == nil else { return JSONText.bytes(self) }
        var output = JSONOutput(reserving: 320)
        output.raw("{\"answer\":")
        answer.write(to: &output)
        if let key {
            output.raw(",\"key\":")
            output.text(key)
        }
        output.raw(",\"line\":")
        output.bare(String(line))
        if let replayed { output.raw(replayed ? ",\"replayed\":true" : ",\"replayed\":false") }
        output.raw(",\"status\":")
        output.bare(String(status))
        output.raw("}")
        return output.bytes
    }

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
