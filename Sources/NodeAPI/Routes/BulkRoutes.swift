import HTTPTypes
import Hummingbird

/// Many cases and actions in one request (NDJSON), for systems that push thousands.
///
/// Lines are done as they come: while some are written, the next are read. The answers go out after the last line, because
/// most callers read nothing before they have sent everything; that is what bounds the lines of a request.
struct BulkRoutes {
    let service: any CaseService
    let seats: FollowerSeats

    func add(to router: Router<APIContext>) { router.on(.submitBulk, use: submit) }

    @Sendable private func submit(_ request: Request, _ context: APIContext) async throws -> Response {
        try JSONBody.checkMediaType(request.headers[.contentType], is: Self.mediaType)
        guard let seat = seats.take() else {
            throw Problem(
                .busy,
                "At most \(seats.count) bulk requests run at once. Send this one again when another has its answers.",
                retryAfterSeconds: 1
            )
        }
        defer { withExtendedLifetime(seat) {} }
        let desk = BulkDesk(service: service, caller: context.caller, logger: context.logger)
        var reader = LineReader(request.body, bytesMax: APILimits.jsonBodyBytesMax)
        var answers = ByteBuffer()
        var taken = 0
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            while taken < APILimits.bulkLinesMax {
                let (lines, fault) = await Self.some(&reader, atMost: APILimits.bulkLinesMax - taken)
                let items = await desk.read(lines, first: taken + 1)
                taken += lines.count
                // One after the other: what is said of one case keeps its order.
                if let text = try await group.next() { answers.writeBytes(text) }
                group.addTask { Self.text(await desk.run(items)) }
                if let fault {
                    // What came whole is done, as the caller is told.
                    _ = try await group.next()
                    throw fault
                }
                if lines.isEmpty { break }
            }
            if let text = try await group.next() { answers.writeBytes(text) }
        }
        if taken == APILimits.bulkLinesMax, try await Self.next(&reader) != nil {
            answers.writeBytes(Self.text([BulkAnswer(line: taken + 1, key: nil, Self.tooMany)]))
        }
        return Response(
            status: .ok,
            headers: [.contentType: "\(Self.mediaType); charset=utf-8", .cacheControl: "no-store"],
            body: .init(byteBuffer: answers)
        )
    }

    /// Answers, each on a line of its own.
    private static func text(_ answers: [BulkAnswer]) -> [UInt8] {
        var text: [UInt8] = []
        for answer in answers {
            text += answer.text
            text.append(UInt8(ascii: "\n"))
        }
        return text
    }

    static let mediaType = "application/x-ndjson"

    /// The next lines, as many as are done at once, and why there are no more, where the body broke off.
    private static func some(
        _ reader: inout LineReader,
        atMost limit: Int
    ) async -> (lines: [LineReader.Line], fault: (any Error)?) {
        var lines: [LineReader.Line] = []
        var bytes = 0
        do {
            while lines.count < min(limit, APILimits.bulkLinesAtOnce), bytes < APILimits.bulkBytesAtOnce,
                let line = try await next(&reader)
            {
                if case .bytes(let text) = line { bytes += text.count }
                lines.append(line)
            }
        } catch { return (lines, error) }
        return (lines, nil)
    }

    private static func next(_ reader: inout LineReader) async throws -> LineReader.Line? {
        do {
            return try await reader.next()
        } catch is CancellationError {
            throw ServiceError.stopping
        } catch {
            throw Problem(
                .uploadBroken,
                "The body ended early. The lines that came whole before are done; send all of them again with the same "
                    + "keys, and each is done once."
            )
        }
    }

    private static let tooMany = Problem(
        .refusal(.tooMuch),
        "A request has at most \(APILimits.bulkLinesMax) lines. This one and those after it were not read: send them in "
            + "another request."
    )
}
