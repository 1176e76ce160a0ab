import CaseModel
import Logging

/// Does the lines of bulk requests, many at once.
///
/// Lines of one case are done in their order; all others side by side, so that they share the node's transactions. A line
/// that is refused hurts no other.
struct BulkDesk: Sendable {
    let service: any CaseService
    let caller: Caller
    let logger: Logger

    /// A line as it was read.
    private struct Item: Sendable {
        var line: Int
        var order: Result<BulkOrder, Problem>
        /// The line's key, as the caller gave it; `nil` where it has none that is sound.
        var key: String?
    }

    /// Lines that are read by one task.
    private static let linesPerTask = 32

    /// Does some lines and answers each, in order; `first` is the number of the first.
    func run(_ lines: [LineReader.Line], first: Int) async -> [BulkAnswer] {
        let items = await read(lines, first: first)
        var queues: [CaseNumber: [Item]] = [:]
        var others: [Item] = []
        for item in items {
            if let number = try? item.order.get().number {
                queues[number, default: []].append(item)
            } else {
                others.append(item)
            }
        }
        return await withTaskGroup(of: [BulkAnswer].self) { group in
            for item in others { group.addTask { [await answer(item)] } }
            for queue in queues.values {
                group.addTask {
                    var answers: [BulkAnswer] = []
                    for item in queue { answers.append(await answer(item)) }
                    return answers
                }
            }
            var answers: [BulkAnswer] = []
            for await some in group { answers += some }
            return answers.sorted { $0.line < $1.line }
        }
    }

    private func read(_ lines: [LineReader.Line], first: Int) async -> [Item] {
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
            return Item(line: number, order: .success(try BulkOrder(body, key: given, by: caller)), key: key)
        } catch {
            return Item(line: number, order: .failure(error), key: key)
        }
    }

    private func answer(_ item: Item) async -> BulkAnswer {
        let order: BulkOrder
        switch item.order {
        case .success(let read): order = read
        case .failure(let problem): return BulkAnswer(line: item.line, key: item.key, problem)
        }
        do {
            switch order.work {
            case .submit(let draft):
                let answer = try await service.submit(draft, write: order.write)
                return BulkAnswer(line: item.line, key: item.key, status: 201, answer)
            case .act(let action, let number, let version):
                let answer = try await service.act(action, on: number, expectedVersion: version, write: order.write)
                return BulkAnswer(line: item.line, key: item.key, status: answer.effect == .applied ? 200 : 202, answer)
            }
        } catch {
            if case .fault(let text) = error { logger.error("a line failed", metadata: ["fault": "\(text)"]) }
            return BulkAnswer(line: item.line, key: item.key, Problem(error))
        }
    }
}
