import ArgumentParser
import CityNode
import ExchangeCore
import Foundation

/// The command `tongban lab`.
struct LabCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "lab",
        abstract: "Several nodes on one machine, to try things out.",
        subcommands: [LabInitCommand.self]
    )
}

/// The command `tongban lab init`.
struct LabInitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Writes configurations and fresh keys for several cities into a folder.",
        discussion: """
            The n-th city, from 0, exchanges on port PORT + n and answers its API on PORT + 100 + n; with 100 cities and more \
            the distance is the next multiple of 100.
            """
    )

    /// A city on the command line: `code:name`.
    struct CityArgument: ExpressibleByArgument, Hashable {
        let city: Laboratory.City

        /// Reads `code:name`, or a code alone, which is then the name as well.
        init?(argument: String) {
            let parts = argument.split(separator: ":", maxSplits: 1)
            guard let first = parts.first, let code = NodeCode(first) else { return nil }
            city = Laboratory.City(code: code, name: parts.count > 1 ? String(parts[1]) : "\(code)")
        }
    }

    /// The cities where none are named: the four that began it.
    static let citiesDefault = ["330800:衢州市", "350700:南平市", "361100:上饶市", "341000:黄山市"]

    @Argument(help: "The folder, which is made.", completion: .directory)
    var folder: String

    @Option(help: "A city, code:name; may be given again. Quzhou, Nanping, Shangrao and Huangshan where none is given.")
    var city: [CityArgument] = []

    @Option(help: "The first port.")
    var port = 7400

    @Option(help: "The folder of items, guides and calendar that all nodes read.", completion: .directory)
    var catalogue: String?

    @Option(help: "The folder of contacts: CODE.yaml for each city that has some.", completion: .directory)
    var contacts: String?

    @Option(help: "The folder of the documents' templates; needs --catalogue.", completion: .directory)
    var documents: String?

    func run() throws {
        let cities = city.isEmpty ? Self.citiesDefault.compactMap { CityArgument(argument: $0) } : city
        do {
            let laboratory = Laboratory(
                folder: folder,
                cities: cities.map(\.city),
                firstPort: port,
                catalogue: catalogue.map { URL(fileURLWithPath: $0).standardizedFileURL.path },
                contacts: contacts.map { URL(fileURLWithPath: $0).standardizedFileURL.path },
                documents: documents.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
            )
            let files = try laboratory.write()
            for file in files { Console.current.out(file) }
        } catch { throw CommandFailure(.badConfiguration, "\(error)") }
    }
}
