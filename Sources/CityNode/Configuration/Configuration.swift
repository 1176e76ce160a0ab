import CaseModel
import ExchangeCore
import Foundation
import Logging

/// One node's configuration: its own file, the member list and the keys that the file names.
package struct Configuration: Sendable {
    /// The file that it was read from.
    package var file: String
    /// This node.
    package var node: NodeCode
    /// The path of the member list.
    package var federationFile: String
    /// The members.
    package var federation: Federation
    /// The node's secret keys.
    package var keys: NodeKeys
    /// The folder of the database and the materials.
    package var data: String
    /// The folder of items, guides and calendar, if the node is to know them.
    package var catalogue: String?
    /// The file of this city's offices and liaisons, if it tells them to the others.
    package var contacts: String?
    /// The folder of the documents' templates, if the node writes documents.
    package var documents: String?
    /// How the addresses of sessions by video are made, if there is a video system.
    package var videoLink: LinkTemplate?
    /// Where the publisher listens.
    package var listen: Endpoint
    /// Where the local API listens on loopback, if at all.
    package var apiAddress: Endpoint?
    /// The Unix socket of the local API, if any.
    package var apiSocket: String?
    /// The most bytes that may wait for one peer; beyond it new cases for this peer are refused.
    package var backlogBytesPerPeerMax: Int64
    /// The largest material that is taken.
    package var materialBytesMax: Int64
    /// How long data are kept; `nil` erases nothing.
    package var retention: RetentionPlan?
    /// Who hears when of what is slow.
    package var reminders: ReminderRules
    /// The log level.
    package var logLevel: Logger.Level

    /// The largest material that can be configured.
    package static let materialBytesLimit: Int64 = 2 << 30

    /// This node's line of the member list.
    package var own: Federation.Member? { federation.members[node] }

    /// The other members.
    package var peers: [NodeCode: Federation.Member] { federation.members.filter { $0.key != node } }

    /// Reads a node's file and the files that it names.
    ///
    /// Relative paths are relative to the file.
    package static func load(file: String) throws(ConfigurationError) -> Configuration {
        let top = try YAMLMapping.load(
            file: file,
            allowed: [
                "node", "federation", "keys", "data", "catalogue", "contacts", "documents", "video-link", "listen",
                "api", "limits", "retention", "reminders", "log",
            ]
        )
        let node: NodeCode = try top.value(
            "node",
            expected: "expected six digits of GB/T 2260 in quotes, such as \"330800\"",
            read: { NodeCode($0) }
        )
        let federationFile = path(
            try top.text("federation", expected: "expected the path of the member list, such as ../federation.yaml"),
            beside: file
        )
        let keyFile = path(
            try top.text("keys", expected: "expected the path of the key file that 'tongban keys new' made"),
            beside: file
        )
        let data = path(
            try top.text("data", expected: "expected a folder for the database and the materials"),
            beside: file
        )
        let catalogue = try top.optionalText("catalogue", expected: "expected the folder of items, guides and calendar")
        let contacts = try top.optionalText(
            "contacts",
            expected: "expected the file of this city's offices and liaisons"
        )
        let documents = try top.optionalText("documents", expected: "expected the folder of the documents' templates")
        guard documents == nil || catalogue != nil else {
            throw top.error("documents", "needs a calendar", expected: "name the folder with it as 'catalogue' too")
        }
        let videoLink = try top.optionalValue(
            "video-link",
            expected: "expected an address such as https://video.example/{case}/{session}",
            read: { try? LinkTemplate($0) }
        )
        let listen: Endpoint = try top.value("listen", expected: Endpoint.expectation, read: { Endpoint($0) })
        let api = try top.mapping("api", allowed: ["tcp", "socket"])
        let apiAddress = try api?.optionalValue(
            "tcp",
            expected: "expected HOST:PORT on loopback, such as 127.0.0.1:7080",
            read: { text in Endpoint(hostAndPort: text).flatMap { $0.isLoopback ? $0 : nil } }
        )
        let apiSocket = try api?.optionalText("socket", expected: "expected the path of a Unix socket")
        guard apiAddress != nil || apiSocket != nil else {
            throw top.error("api", "opens nothing", expected: "give 'tcp', 'socket' or both under 'api'")
        }
        let limits = try top.mapping("limits", allowed: ["backlog-per-peer", "material-size"])
        let log = try top.optionalValue(
            "log",
            expected: "expected trace, debug, info, notice, warning, error or critical",
            read: { Logger.Level(rawValue: $0) }
        )
        let federation = try Federation.load(file: federationFile)
        let keys = try NodeKeys.load(file: keyFile)
        guard let own = federation.members[node] else {
            throw top.error(
                "node",
                "is \(node), which \(federationFile) does not list",
                expected: "add this node to the member list, or correct the code"
            )
        }
        guard own.curvePublicKey == keys.curve.publicKey.z85 else {
            throw ConfigurationError(
                file: keyFile,
                problem: "these are not the keys that \(federationFile) lists for \(node) (curve)",
                expected: "put \(keys.curve.publicKey.z85) there as curve-public-key, or name the right key file"
            )
        }
        guard own.signingPublicKey == keys.signing.verifyingKey else {
            throw ConfigurationError(
                file: keyFile,
                problem: "these are not the keys that \(federationFile) lists for \(node) (signing)",
                expected:
                    "put \(keys.signing.verifyingKey.text) there as signing-public-key, or name the right key file"
            )
        }
        return Configuration(
            file: file,
            node: node,
            federationFile: federationFile,
            federation: federation,
            keys: keys,
            data: data,
            catalogue: catalogue.map { path($0, beside: file) },
            contacts: contacts.map { path($0, beside: file) },
            documents: documents.map { path($0, beside: file) },
            videoLink: videoLink,
            listen: listen,
            apiAddress: apiAddress,
            apiSocket: apiSocket.map { path($0, beside: file) },
            backlogBytesPerPeerMax: try limits?.optionalValue(
                "backlog-per-peer",
                expected: ByteSize.expectation,
                read: ByteSize.read
            ) ?? 20 << 30,
            materialBytesMax: try limits?.optionalValue(
                "material-size",
                expected: ByteSize.expectation + ", at most 2 GiB",
                read: { text in ByteSize.read(text).flatMap { $0 <= materialBytesLimit ? $0 : nil } }
            )
                ?? materialBytesLimit,
            retention: try retention(top),
            reminders: try ReminderTable.read(top),
            logLevel: log ?? .info
        )
    }

    private static func path(_ text: String, beside file: String) -> String {
        text.hasPrefix("/")
            ? text
            : URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(text).standardizedFileURL
                .path
    }
}
