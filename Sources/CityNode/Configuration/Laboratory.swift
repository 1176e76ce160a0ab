import ExchangeCore
import Foundation

/// Configurations and fresh keys for several nodes on one machine: what `tongban lab init` writes.
package struct Laboratory: Sendable {
    /// One node of the laboratory.
    package struct City: Sendable, Hashable {
        /// Its GB/T 2260 code.
        package var code: NodeCode
        /// Its name for people.
        package var name: String

        /// Names a city.
        package init(code: NodeCode, name: String) {
            self.code = code
            self.name = name
        }
    }

    /// The folder that is filled.
    package var folder: String
    /// The cities.
    package var cities: [City]
    /// The folder of items, guides and calendar that all nodes read, if any.
    package var catalogue: String?
    /// The folder in which a city finds its contacts as `CODE.yaml`, if any.
    package var contacts: String?
    /// The folder of the documents' templates, if the nodes write documents.
    package var documents: String?
    /// The first of the ports: the n-th node exchanges on `firstPort + n`, and answers its API 100 above; with 100 cities and
    /// more, the next multiple of 100 above.
    package var firstPort: Int

    /// The most cities of one laboratory.
    package static let citiesMax = Federation.membersMax

    /// Plans a laboratory.
    package init(
        folder: String,
        cities: [City],
        firstPort: Int,
        catalogue: String? = nil,
        contacts: String? = nil,
        documents: String? = nil
    ) {
        self.folder = folder
        self.cities = cities
        self.firstPort = firstPort
        self.catalogue = catalogue
        self.contacts = contacts
        self.documents = documents
    }

    /// Writes `federation.yaml`, `nodes/CODE.yaml` and `keys/CODE.yaml`; returns the paths of the node files.
    ///
    /// A folder that holds a member list already is refused: keys are never overwritten.
    package func write() throws(ConfigurationError) -> [String] {
        guard (1...Self.citiesMax).contains(cities.count), Set(cities.map(\.code)).count == cities.count else {
            throw ConfigurationError(
                file: folder,
                problem: "\(cities.count) cities were named, or one twice",
                expected: "name 1 to \(Self.citiesMax) different cities"
            )
        }
        guard firstPort > 1023, apiPort(cities.count) <= 65_535 else {
            throw ConfigurationError(
                file: folder,
                problem: "the ports from \(firstPort) on don't exist or are reserved",
                expected: "choose a first port from 1024 to \(65_535 - apiPort(cities.count) + firstPort)"
            )
        }
        let federationFile = folder + "/federation.yaml"
        guard !FileManager.default.fileExists(atPath: federationFile) else {
            throw ConfigurationError(
                file: federationFile,
                problem: "a laboratory is here already",
                expected: "name another folder, or remove this one"
            )
        }
        var members =
            "# The members of the alliance. Every node reads the same list; send SIGHUP after a change.\nmembers:\n"
        var files: [String] = []
        for name in ["nodes", "keys", "data"] { try makeFolder(folder + "/" + name) }
        for (index, city) in cities.enumerated() {
            let keys: NodeKeys
            do {
                keys = try NodeKeys.generate()
            } catch {
                throw ConfigurationError(
                    file: folder,
                    problem: "no keys could be made: \(error)",
                    expected: "check that libzmq has CURVE"
                )
            }
            try keys.write(to: "\(folder)/keys/\(city.code).yaml")
            members += """
                  - code: "\(city.code)"
                    name: \(city.name)
                    endpoint: tcp://127.0.0.1:\(firstPort + index)
                    \(keys.publicLines[0])
                    \(keys.publicLines[1])

                """
            let file = "\(folder)/nodes/\(city.code).yaml"
            try write(nodeFile(city, index: index), to: file)
            files.append(file)
        }
        try write(members, to: federationFile)
        return files
    }

    private func apiPort(_ index: Int) -> Int { firstPort + (cities.count / 100 + 1) * 100 + index }

    private func nodeFile(_ city: City, index: Int) -> String {
        """
        # \(city.name): one node of a laboratory on this machine.
        node: "\(city.code)"
        federation: ../federation.yaml
        keys: ../keys/\(city.code).yaml
        data: ../data/\(city.code)
        \(optionalLines(city))listen: tcp://127.0.0.1:\(firstPort + index)
        api:
          tcp: 127.0.0.1:\(apiPort(index))
          socket: ../data/\(city.code)/api.sock
          # Whoever reaches a node of a laboratory may do everything there.
          sign-in: off
        limits:
          backlog-per-peer: 4 GiB
          material-size: 2 GiB
        log: info

        """
    }

    private func optionalLines(_ city: City) -> String {
        var lines = catalogue.map { "catalogue: \($0)\n" } ?? ""
        if let file = contacts.map({ "\($0)/\(city.code).yaml" }), FileManager.default.fileExists(atPath: file) {
            lines += "contacts: \(file)\n"
        }
        return lines + (documents.map { "documents: \($0)\n" } ?? "")
    }

    private func makeFolder(_ path: String) throws(ConfigurationError) {
        do {
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw ConfigurationError(
                file: path,
                problem: "the folder can't be made",
                expected: "choose a place that this user may write to"
            )
        }
    }

    private func write(_ text: String, to file: String) throws(ConfigurationError) {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
        } catch {
            throw ConfigurationError(
                file: file,
                problem: "can't be written, or is there already",
                expected: "name an empty folder"
            )
        }
    }
}
