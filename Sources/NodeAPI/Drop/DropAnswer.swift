import CaseModel

/// What is left in the folder for a system without HTTP, as JSON.
package enum DropAnswer {
    /// The answer to a package that was done.
    package static func done(_ answer: WriteAnswer, package: String) -> [UInt8] {
        bytes(DoneJSON(package: package, answer: WriteAnswerJSON(answer)))
    }

    /// The answer to a package that was refused.
    package static func failed(_ problem: Problem, package: String) -> [UInt8] {
        bytes(FailedJSON(package: package, problem: problem))
    }

    private static func bytes(_ value: some Encodable) -> [UInt8] { Array(JSONText.encode(value).readableBytesView) }

    private struct DoneJSON: Encodable {
        var package: String
        var answer: WriteAnswerJSON
    }

    private struct FailedJSON: Encodable {
        var package: String
        var problem: Problem
    }
}

extension Problem {
    /// The problem of a package that could not be read, or names a file that is not there.
    package static func ofPackage(_ detail: String, file: String?) -> Problem {
        Problem(.badPackage, detail, field: file.map { "file \($0)" })
    }

    /// Whether the same may be taken later without anything else being done.
    package var isPassing: Bool { retryAfterSeconds != nil || kind.status >= 500 }
}
