import CaseModel
import Logging

/// Does the lines of bulk requests, many at once.
///
/// Lines are done in their order and share a transaction. A line that is refused hurts no other.
struct BulkDesk: Sendable {
    let service: any CaseService
    let caller: Caller
    let logger: Logger

    /// A line as it was read.
    struct Item: Sendable {
        fileprivate var line: Int
        fileprivate var order: Result<WriteOrder, Problem>
        /// The line's key, as the caller gave it; `nil` where it has none that is sound.
        fileprivate var key: String?
    }

    /// Lines that are read by one task.
    private static let linesPerTask = 32

    /// Does some lines and answers each, in order.
    func run(_ items: [Item]) async -> [BulkAnswer] {
        var outcomes = await service.perform(items.compactMap { try? $0.order.get() })[...]
        return items.map { item in
            switch item.order {
            case .success(let order):
                guard let outcome = outcomes.popFirst() else { preconditionFailure("each order has an answer") }
                return answer(item, order, outcome)
            case .failure(let problem): return BulkAnswer(line: item.line, key: item.key, problem)
            }
        }
    }

    private func answer(_ item: Item, _ order: WriteOrder, _ outcome: Result<WriteAnswer, ServiceError>) -> BulkAnswer {
        switch outcome {
        case .success(let answer):
            let status = if case .submit = order.work { 201 } else { answer.effect == .applied ? 200 : 202 }
            return BulkAnswer(line: item.line, key: item.key, status: status, answer)
        case .failure(let error):
            if case .fault(let text) = error { logger.error("a line failed", metadata: ["fault": "\(text)"]) }
            return BulkAnswer(line: item.line, key: item.key, Problem(error))
        }
    }

    /// Reads some lines; `first` is the number of the first.
    func read(_ lines: [LineReader.Line], first: Int) async -> [Item] {
        await withTaskGroup(of: [Item].self) { group in
            for start in stride(from: 0, to: lines.count, by: Self.linesPerTask) {
                group.addTask {
                    lines[start..<min(start + Self.linesPerTask, lines.count)].enumerated()
                        .map { index, line in read(line, first + start + index) }
                }
            }
            var items: [Item] = []
            for await some in group { items += some }
            return items.sorted { $0.line < $1.line }
        }
    }

    private func read(_ line: LineReader.Line, _ number: Int) -> Item {
        guard case .bytes(let bytes) = line else {
            let problem = Problem(.bodyTooLarge, "A line has at most \(APILimits.jsonBodyBytesMax) bytes.")
            return Item(line: number, order: .failure(problem))
        }
        var key: String?
        do throws(Problem) {
            let body = try JSONBody(bytes: bytes)
            let given = try BulkOrder.key(of: body.node)
            key = given
            return Item(line: number, order: .success(try BulkOrder.read(body, key: given, by: caller)), key: key)
        } catch {
            return Item(line: number, order: .failure(error), key: key)
        }
    }
}
