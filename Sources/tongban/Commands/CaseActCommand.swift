import ArgumentParser

/// The command `tongban case act`.
struct CaseActCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "act",
        abstract: "Does something to a case: accepts it, asks for correction, decides, and so on.",
        discussion: CaseVerb.help
    )

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

    @Argument(help: "What to do; see above.")
    var verb: CaseVerb

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

    @Option(help: "What allows a second correction, supervisor:reason.")
    var exception: ExceptionArgument?

    @Option(help: "hearing, tender, auction, inspection, testing, quarantine, appraisal, expert-review or suspension.")
    var procedure: String?

    @Option(help: "How many working days the procedure is expected to take.")
    var expectedDays: Int?

    @Option(help: "By how many days the limit is extended, 1 to 10.")
    var days: Int?

    @Option(help: "Who approved the extension.")
    var approvedBy: String?

    @Option(help: "The number of the notice to the applicant.")
    var notice: String?

    @Option(help: "What the reviewer recommends: granted or denied.")
    var recommends: Outcome?

    @Option(help: "The reviewer's grounds.")
    var opinion: String?

    @Option(help: "The key of the leg.")
    var leg: String?

    @Option(help: "What came of the leg.")
    var result: String?

    @Option(help: "The authority to which the case is passed on.")
    var authority: String?

    @Option(help: "voided or mistaken.")
    var kind: String?

    @Option(help: "The role of the person who acts; the one in the verb's line where nothing is said.")
    var role: String?

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
        var body = texts.reduce(into: ["action": verb.action.rawValue] as [String: Any]) { $0[$1.name] = $1.value }
        for (name, count) in [("expectedDays", expectedDays), ("days", days)] where count != nil { body[name] = count }
        if role == nil, let usual = verb.roleDefault { body["role"] = usual.rawValue }
        if let exception { body["exception"] = exception.json }
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
            ("outcome", outcome?.rawValue), ("method", method?.rawValue), ("recipient", recipient), ("role", role),
            ("procedure", procedure), ("approvedBy", approvedBy), ("notice", notice), ("opinion", opinion),
            ("recommends", recommends?.rawValue), ("leg", leg), ("result", result), ("authority", authority),
            ("kind", kind),
        ].compactMap { name, value in value.map { (name, $0) } }
    }

    /// The names of all options that were given.
    private var given: [String] {
        let lists = [
            ("document", document.isEmpty), ("defect", defect.isEmpty), ("field", field.isEmpty),
            ("material", material.isEmpty), ("exception", exception == nil), ("expected-days", expectedDays == nil),
            ("days", days == nil),
        ]
        return texts.map { $0.name == "approvedBy" ? "approved-by" : $0.name } + lists.filter { !$0.1 }.map(\.0)
    }
}
