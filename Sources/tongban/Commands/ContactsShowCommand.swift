import ArgumentParser

/// The command `tongban contacts show`.
struct ContactsShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Shows who answers for which department, or whom to ask now about an item.",
        discussion: """
            With --department the answer is in the order in which to ask: liaisons who name the item (联络员 A岗), liaisons of \
            the whole department, their deputies (B岗), the working group (工作专班). Whoever is off duty is left out.
            """
    )

    @Argument(help: "The city; without it, all.")
    var city: String?

    @Option(help: "The code of the department.")
    var department: String?

    @Option(help: "The item's code.")
    var item: String?

    @Option(help: "When, such as \"2026-11-26 10:15\"; now where nothing is said.")
    var at: MomentArgument?

    @OptionGroup var options: NodeOptions

    func validate() throws {
        if department != nil, city == nil { throw ValidationError("Name the city whose department it is.") }
        if department == nil, item != nil || at != nil {
            throw ValidationError("--item and --at go with --department.")
        }
    }

    func run() async throws {
        let console = Console.current
        let client = try options.client()
        if let city, let department {
            let query = Query([
                ("department", department), ("item", item), ("at", at.map { "\($0.milliseconds)" }),
            ])
            let answer = try await client.get("/v1/contacts/\(try PathPart.of(city))" + query.text)
            guard !options.json else { return console.out(answer.text) }
            return Self.show(try answer.decode(ContactsAnswer.OnDuty.self), console)
        }
        let answer = try await client.get("/v1/contacts")
        guard !options.json else { return console.out(answer.text) }
        let all = try answer.decode(ContactsAnswer.All.self).contacts
        let wanted = all.filter { $0.city == city ?? $0.city }
        guard city == nil || !wanted.isEmpty else {
            throw CommandFailure(
                .notFound,
                "no contacts of \(TextWidth.printable(city ?? "")) are here",
                "'tongban contacts show' shows those that are."
            )
        }
        Self.show(wanted, console)
    }

    private static func show(_ answer: ContactsAnswer.OnDuty, _ console: Console) {
        var table = Table("ASK", "ROLE", "PHONE", "MESSENGER")
        for contact in answer.onDuty {
            table.add(
                contact.name,
                "\(contact.role) \(contact.roleName)",
                contact.phone ?? "",
                contact.handle ?? ""
            )
        }
        table.write(to: console, whenEmpty: "nobody is on duty at \(Words.time(answer.at))")
    }

    private static func show(_ lists: [ContactsAnswer], _ console: Console) {
        var table = Table("CITY", "VERSION>", "DEPARTMENT", "NAME", "ITEMS", "WHO", "ROLE", "PHONE", "MESSENGER")
        for list in lists {
            func add(_ office: String, _ items: [String], _ person: ContactsAnswer.Person, _ role: String) {
                table.add(
                    list.city,
                    "\(list.version)",
                    office,
                    list.offices.first { $0.code == office }?.name ?? "",
                    items.isEmpty ? "all" : items.joined(separator: " "),
                    person.name,
                    role,
                    person.phone ?? "",
                    person.handle ?? ""
                )
            }
            for liaison in list.liaisons {
                add(liaison.office, liaison.items, liaison.person, "A岗")
                for deputy in liaison.deputies { add(liaison.office, liaison.items, deputy, "B岗") }
            }
            for person in list.workingGroup { add("", [], person, "工作专班") }
        }
        table.write(to: console, whenEmpty: "no contacts")
    }
}
