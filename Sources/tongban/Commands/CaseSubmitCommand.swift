import ArgumentParser

/// The command `tongban case submit`.
struct CaseSubmitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit",
        abstract: "Submits a case to another city (收件).",
        discussion: """
            Give the case as a JSON file, as the API takes it (- is the standard input), or with options; options go before \
            what the file says. Documents are uploaded first.

            Example:
              tongban case submit --to 350700 --item SB-0412 --item-name 失业保险关系转移接续 \\
                --applicant 张三 --id-number 11010519491231002X --field 转出地=衢州市 \\
                --material id.jpg:居民身份证:original --office 跨省通办窗口 --officer 李四
            """
    )

    /// Kinds of applicants.
    enum ApplicantKind: String, ExpressibleByArgument, CaseIterable {
        case natural, legal, other
    }

    /// Kinds of identity numbers.
    enum IDType: String, ExpressibleByArgument, CaseIterable {
        case citizenID, residencePermit, creditCode, passport, other
    }

    @Option(help: "A JSON file with the case; - is the standard input.", completion: .file(extensions: ["json"]))
    var file: String?

    @Option(help: "The city that is to decide.")
    var to: String?

    @Option(help: "The item's code.")
    var item: String?

    @Option(help: "The item's name.")
    var itemName: String?

    @Option(help: "online, collected or joint; needed where the guide offers several.")
    var mode: String?

    @Flag(help: "Ask the handling city's liaison first, while the applicant waits (即时响应).")
    var consult = false

    @Option(help: "The applicant's name.")
    var applicant: String?

    @Option(help: "natural, legal or other. natural where nothing is said.")
    var applicantKind: ApplicantKind?

    @Option(help: "citizenID, residencePermit, creditCode, passport or other. citizenID where nothing is said.")
    var idType: IDType?

    @Option(help: "The applicant's number.")
    var idNumber: String?

    @Option(help: "The applicant's telephone.")
    var phone: String?

    @Option(help: "A line of the form, name=value; may be given again.")
    var field: [FieldArgument] = []

    @Option(help: "A document, path[:name[:original|copy|electronic]]; may be given again.")
    var material: [MaterialArgument] = []

    @Option(help: "The window that collects.")
    var office: String?

    @Option(help: "The person at the window.")
    var officer: String?

    @Option(help: "windowClerk, windowHead or applicant. windowClerk where nothing is said.")
    var role: String?

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: NodeOptions

    func validate() throws {
        guard file == nil else { return }
        let missing = [
            ("--to", to), ("--item", item), ("--item-name", itemName), ("--applicant", applicant),
            ("--id-number", idNumber), ("--office", office), ("--officer", officer),
        ].filter { $0.1 == nil }.map(\.0)
        guard missing.isEmpty else {
            throw ValidationError("Give \(missing.joined(separator: ", ")), or a JSON file with --file.")
        }
    }

    func run() async throws {
        let client = try options.client()
        var body = try file.map { try JSONFile.read($0, of: "a case", as: "POST /v1/cases") } ?? [:]
        fill(&body)
        var materials = body["materials"] as? [Any] ?? []
        for document in material { materials.append(try await document.upload(to: client)) }
        if !materials.isEmpty { body["materials"] = materials }
        let answer = try await write.send(body, to: "/v1/cases", with: client)
        guard !options.json else { return Console.current.out(answer.text) }
        CaseCommand.show(try answer.decode(CaseAnswer.Written.self), Console.current)
    }

    private func fill(_ body: inout [String: Any]) {
        let texts = [
            ("handling", to), ("itemCode", item), ("itemName", itemName), ("office", office), ("officer", officer),
            ("mode", mode), ("role", role),
        ]
        if consult { body["consult"] = true }
        for (name, value) in texts where value != nil { body[name] = value }
        if body["role"] == nil { body["role"] = "windowClerk" }
        var person = body["applicant"] as? [String: Any] ?? [:]
        for (name, value) in [("name", applicant), ("idNumber", idNumber), ("phone", phone)] where value != nil {
            person[name] = value
        }
        if let applicantKind { person["kind"] = applicantKind.rawValue }
        if let idType { person["idType"] = idType.rawValue }
        if file == nil {
            person["kind"] = person["kind"] ?? ApplicantKind.natural.rawValue
            person["idType"] = person["idType"] ?? IDType.citizenID.rawValue
        }
        if !person.isEmpty { body["applicant"] = person }
        if !field.isEmpty { body["fields"] = (body["fields"] as? [Any] ?? []) + field.map(\.json) }
    }
}
