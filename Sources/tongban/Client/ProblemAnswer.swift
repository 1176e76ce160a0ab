import Foundation

/// A node's answer that something cannot be done.
struct ProblemAnswer {
    private struct Body: Decodable {
        var type: String?
        var title: String?
        var detail: String?
        var field: String?
        var allowed: [String]?
    }

    private let status: Int
    private let text: String
    private let body: Body?

    /// Reads an answer that is not 2xx.
    init(_ answer: NodeClient.Answer) {
        status = answer.status
        text = answer.text
        body = try? JSONDecoder().decode(Body.self, from: answer.body)
    }

    /// The problem's name, without the part that all have.
    var name: String? { body?.type.map { String($0.split(separator: ":").last ?? "") } }

    /// What the command ends with.
    func failure(printsJSON: Bool) -> CommandFailure {
        guard let body, let title = body.title else {
            return CommandFailure(
                .nodeFailed,
                "the node answered \(status) without saying why",
                "Is this the address of a node? See its log.",
                json: printsJSON && !text.isEmpty ? text : nil
            )
        }
        var failure = CommandFailure(
            exitStatus,
            "\(title)\(name.map { " (\($0))" } ?? "")",
            TextWidth.printable(body.detail ?? ""),
            json: printsJSON ? text : nil
        )
        if let field = body.field { failure.lines.append("where: \(TextWidth.printable(field))") }
        if let allowed = body.allowed, !allowed.isEmpty {
            failure.lines.append("possible: \(TextWidth.printable(allowed.joined(separator: ", ")))")
        }
        return failure
    }

    private var exitStatus: CommandStatus {
        switch status {
        case 404 where name == "not-found": .notFound
        case 500...: .nodeFailed
        default: .refused
        }
    }
}
