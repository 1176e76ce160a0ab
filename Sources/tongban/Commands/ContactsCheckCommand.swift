import ArgumentParser
import CaseModel
import CityNode

/// The command `tongban contacts check`.
struct ContactsCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Checks a city's contacts file (联络员名单): offices, liaisons, deputies and the working group.",
        discussion: "With the catalogue, every item that the city handles must have a liaison."
    )

    @Argument(help: "The file, such as Config/contacts/330800.yaml.", completion: .file(extensions: ["yaml"]))
    var file: String

    @Option(help: "The city's code; the file's name where none is given.")
    var city: String?

    @Option(help: "The folder of items and guides.", completion: .directory)
    var catalogue: String?

    func run() throws {
        let name = file.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? ""
        guard let code = CityCode(city ?? String(name)) else {
            throw CommandFailure(.usage, "'\(city ?? String(name))' is no city's code: give it with --city")
        }
        do {
            let book = try catalogue.map { try GuideBook.load(folder: $0) }
            let list = try ContactsFile.load(file: file, city: code, departments: book?.departments(of: code) ?? [:])
            Console.current.out(
                "\(list.offices.count) offices, \(list.liaisons.count) liaisons, "
                    + "\(list.workingGroup.count) in the working group: nothing is wrong"
            )
        } catch {
            throw CommandFailure(.badConfiguration, "\(error)")
        }
    }
}
