import CaseStore

/// Examines a node's files beside the daemon, whether that runs or not; it changes nothing.
///
/// What only the running node can tell, its links and peers, is asked of its API by the command.
package struct Doctor: Sendable {
    /// How much is looked at.
    package enum Depth: Sendable {
        /// The newest entries of every stream, and so many materials taken at random.
        case sample
        /// Everything. Reads every byte that the node holds.
        case full
    }

    /// The node's configuration file.
    package var file: String
    /// How much is looked at.
    package var depth: Depth

    /// Entries of each stream that a sample looks at.
    static let entriesSampled: UInt64 = 10_000
    /// Materials that a sample looks at.
    static let materialsSampled = 200

    /// An examination of a node by its configuration file.
    package init(file: String, depth: Depth) {
        self.file = file
        self.depth = depth
    }

    /// The tables of a node's database, each with the highest number that a row of it has, as far as rows have one.
    package static func tables(of node: Configuration) throws -> [(table: String, lastRow: Int64)] {
        try StoreInspection(path: node.data + "/node.sqlite", node: node.node).tables
    }

    /// Examines, and tells each finding as it comes.
    ///
    /// - Returns: the configuration, where it could be read.
    @discardableResult
    package func examine(_ tell: (Finding) -> Void) async -> Configuration? {
        let configuration: Configuration
        do { configuration = try Configuration.load(file: file) } catch {
            tell(.fault("configuration", "\(error)", do: "correct it; the node does not start with it"))
            return nil
        }
        tell(
            .good(
                "configuration",
                "\(configuration.node) \(configuration.own?.name ?? "") with \(configuration.peers.count) peers; its keys "
                    + "are those of the member list"
            )
        )
        do {
            _ = try configuration.trade.read(for: configuration.city)
            tell(.good("catalogue", "catalogue, contacts and templates can be read"))
        } catch {
            tell(
                .fault(
                    "catalogue",
                    "\(error)",
                    do: "correct it; the node does not start with it, and no reload takes it"
                )
            )
        }
        FileExamination(configuration: configuration).run(tell)
        let limit = configuration.alerts.thresholds.diskFreeBytes
        DiskExamination(folder: configuration.data, freeBytesMin: limit).run(tell)
        ClockExamination().run(tell)
        await StoreExamination(configuration: configuration, depth: depth).run(tell)
        return configuration
    }
}
