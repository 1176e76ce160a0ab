import ArgumentParser

/// The command `tongban case act`.
struct CaseActCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "act",
        abstract: "Accepts, asks for correction, supplements, declines, decides, confirms delivery.",
        discussion: """
            At the handling city's node:
              accept      受理      --office --officer [--note]
              correct     补正告知  --office --officer --defect subject:problem:remedy ...
              decline     不予受理  --office --officer --reason --remedies
              decide      办结      --office --officer --outcome granted|denied [--document ...] [--reason] [--remedies]
            At the collecting city's node, which asks the handling city:
              supplement  补正      --officer [--field name=value ...] [--material ...] [--note]
              deliver     送达      --officer --method window|post|electronic --recipient [--note]
            """
    )

    /// What can be done.
    enum Verb: String, ExpressibleByArgument, CaseIterable {
        case accept, correct, decline, decide, supplement, deliver

        /// The action's name at the API.
        var action: String {
            switch self {
            case .accept, .decline, .decide, .supplement: rawValue
            case .correct: "requestCorrection"
            case .deliver: "confirmDelivery"
            }
        }

        /// The options that must be given, and those that may.
        var options: (required: [String], optional: [String]) {
            switch self {
            case .accept: (["office", "officer"], ["note"])
            case .correct: (["office", "officer", "defect"], [])
            case .decline: (["office", "officer", "reason", "remedies"], [])
            case .decide: (["office", "officer", "outcome"], ["document", "reason", "remedies"])
            case .supplement: (["officer"], ["field", "material", "note"])
            case .deliver: (["officer", "method", "recipient"], ["note"])
            }
        }
    }

    /// What a decision says.
    enum Outcome: String, ExpressibleByArgument, CaseIterable {
        case granted, denied
    }

    /// How a result is handed over.
    enum Method: String, ExpressibleByArgument, CaseIterable {
        case window, post, electronic
    }

    @Argument(help: "The case's number.")
    var number: String

    @Argument(help: "accept, correct, decline, decide, supplement or deliver.")
    var verb: Verb

    @Option(help: "The office that acts.")
    var office: String?

    @Option(help: "The person who acts.")
    var officer: String?

    @Option(help: "A word to the other city.")
    var note: String?

    @Option(help: "Why.")
    var reason: String?

    @Option(help: "What the applicant can do against it.")
    var remedies: String?

    @Option(help: "granted or denied.")
    var outcome: Outcome?

    @Option(help: "A result document, path[:name[:original|copy|electronic]]; may be given again.")
    var document: [MaterialArgument] = []

    @Option(help: "What is missing, subject:problem:remedy; may be given again.")
    var defect: [DefectArgument] = []

    @Option(help: "A line of the form, name=value; may be given again.")
    var field: [FieldArgument] = []

    @Option(help: "A document, path[:name[:original|copy|electronic]]; may be given again.")
    var material: [MaterialArgument] = []

    @Option(help: "window, post or electronic.")
    var method: Method?

    @Option(help: "Who got the result.")
    var recipient: String?

    @Option(help: "Only if the case still has this version.")
    var ifVersion: Int?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func validate() throws {
        let (required, optional) = verb.options
        let missing = required.filter { !given.contains($0) }
        guard missing.isEmpty else {
            throw ValidationError("\(verb.rawValue) needs \(missing.map { "--\($0)" }.joined(separator: ", ")).")
        }
        let foreign = given.filter { !required.contains($0) && !optional.contains($0) }
        guard foreign.isEmpty else {
            throw ValidationError(
                "\(foreign.map { "--\($0)" }.joined(separator: ", ")) does not go with \(verb.rawValue), which takes "
                    + "\((required + optional).map { "--\($0)" }.joined(separator: ", "))."
            )
        }
    }

    func run() async throws {
        let client = try options.client()
        var body = texts.reduce(into: ["action": verb.action] as [String: Any]) { $0[$1.name] = $1.value }
        if !defect.isEmpty { body["defects"] = defect.map(\.json) }
        if !field.isEmpty { body["fields"] = field.map(\.json) }
        for (name, documents) in [("documents", document), ("materials", material)] where !documents.isEmpty {
            var references: [Any] = []
            for document in documents { references.append(try await document.upload(to: client)) }
            body[name] = references
        }
        let answer = try await write.send(
            body,
            to: "/v1/cases/\(try PathPart.of(number))/actions",
            with: client,
            headers: ifVersion.map { [("If-Match", "\"\($0)\"")] } ?? []
        )
        guard !options.json else { return Console.current.out(answer.text) }
        CaseCommand.show(try answer.decode(CaseAnswer.Written.self), Console.current)
    }

    /// The options with one text each that were given.
    private var texts: [(name: String, value: String)] {
        [
            ("office", office), ("officer", officer), ("note", note), ("reason", reason), ("remedies", remedies),
            ("outcome", outcome?.rawValue), ("method", method?.rawValue), ("recipient", recipient),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    /// The names of all options that were given.
    private var given: [String] {
        let lists = [
            ("document", document.isEmpty), ("defect", defect.isEmpty), ("field", field.isEmpty),
            ("material", material.isEmpty),
        ]
        return texts.map(\.name) + lists.filter { !$0.1 }.map(\.0)
    }
}
