import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore

/// The command `tongban bulk`.
struct BulkCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bulk",
        abstract: "Submits cases and acts on cases, a line of JSON each (批量).",
        discussion: """
            A line is a case as /v1/cases takes it, or an action as /v1/cases/NUMBER/actions takes it with "case" beside, \
            and has a "key" of its own. Each is answered on a line with its number. Sent again with the same keys, what \
            was done is not done again, so after a fault the whole file is sent once more.
            """
    )

    @Argument(help: "The file of lines (NDJSON); - is the standard input.", completion: .file())
    var file: String

    @OptionGroup var options: NodeOptions

    /// Lines that one request has.
    private static let linesPerRequest = 10_000
    /// Bytes after which a request has no further line.
    private static let bytesPerRequest = 64 << 20
    /// How long the answers to one request may take.
    private static let secondsMax: Int64 = 900

    func run() async throws {
        let client = try options.client()
        var tally = Tally()
        var lines = try FileLines(file)
        var first = 0
        while let some = try lines.next(atMost: Self.linesPerRequest, bytes: Self.bytesPerRequest) {
            var request = HTTPClientRequest(url: client.address.base + "/v1/bulk")
            request.method = .POST
            request.headers.add(name: "Content-Type", value: "application/x-ndjson")
            request.body = .bytes(ByteBuffer(bytes: some.bytes))
            let answer: NodeClient.Answer
            do {
                answer = try await client.answer(request, seconds: Self.secondsMax)
            } catch var failure as CommandFailure {
                failure.lines.append(
                    "\(first) lines were answered. Send the whole file again: what was done stays done."
                )
                throw failure
            }
            for line in answer.body.split(separator: UInt8(ascii: "\n")) {
                let one = try NodeClient.Answer(status: answer.status, body: line).decode(Line.self)
                tally.add(one)
                options.json ? Console.current.out(String(decoding: line, as: UTF8.self)) : tell(one, after: first)
            }
            first += some.count
        }
        if !options.json { Console.current.out(tally.text) }
        guard tally.refused == 0 else {
            throw CommandFailure(.refused, "\(tally.refused) lines were refused; the others are done")
        }
    }

    /// For people only what was refused is shown, line by line.
    private func tell(_ line: Line, after first: Int) {
        guard let problem = line.problem else { return }
        let field = problem.field.map { " (\($0))" } ?? ""
        Console.current.out(TextWidth.printable("line \(first + line.line)\(field): \(problem.detail)"))
    }

    /// What became of a line.
    struct Line: Decodable {
        var line: Int
        var status: Int
        var replayed: Bool?
        var problem: Problem?

        /// Why nothing was done.
        struct Problem: Decodable {
            var detail: String
            var field: String?
        }
    }

    /// How many lines came to what.
    private struct Tally {
        var done = 0
        var before = 0
        var refused = 0

        mutating func add(_ line: Line) {
            if line.problem != nil { refused += 1 } else if line.replayed == true { before += 1 } else { done += 1 }
        }

        var text: String { "\(done) done, \(before) done before, \(refused) refused" }
    }
}
