import CaseModel
import ExchangeCore
import Foundation

extension Configuration {
    /// Reads a node's file and the files that it names.
    ///
    /// Relative paths are relative to the file; `credential:NAME` is a file that the service manager gave.
    package static func load(file: String) throws(ConfigurationError) -> Configuration {
        let top = try YAMLMapping.load(file: file, allowed: topKeys)
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
        let trade = try trade(top, beside: file)
        let listen: Endpoint = try top.value("listen", expected: Endpoint.expectation, read: { Endpoint($0) })
        let api = try LocalAPI.read(top) { path($0, beside: file) }
        let limits = try limits(top)
        let federation = try Federation.load(file: federationFile)
        let keys = try NodeKeys.load(file: keyFile)
        guard let own = federation.members[node] else {
            throw top.error(
                "node",
                "is \(node), which \(federationFile) does not list",
                expected: "add this node to the member list, or correct the code"
            )
        }
        try check(keys, of: keyFile, against: own, in: federationFile)
        return Configuration(
            file: file,
            node: node,
            federationFile: federationFile,
            federation: federation,
            keys: keys,
            data: data,
            trade: trade,
            videoLink: try top.optionalValue(
                "video-link",
                expected: "expected an address such as https://video.example/{case}/{session}",
                read: { try? LinkTemplate($0) }
            ),
            listen: listen,
            api: api,
            backlogBytesPerPeerMax: limits.backlog,
            materialBytesMax: limits.material,
            webhookHosts: try webhookHosts(top),
            materials: try materials(top),
            fileDrop: try fileDrop(top, path: { path($0, beside: file) }),
            retention: try retention(top),
            reminders: try ReminderTable.read(top),
            alerts: try alerts(top, path: { path($0, beside: file) }),
            log: try LogSettings.read(top)
        )
    }

    /// Reads where a node's API listens, and nothing secret: for a caller who may not read the keys.
    package static func api(file: String) throws(ConfigurationError) -> LocalAPI {
        let top = try YAMLMapping.load(file: file, allowed: topKeys)
        return try LocalAPI.read(top, secrets: .unread) { path($0, beside: file) }
    }

    private static let topKeys: Set<String> = [
        "node", "federation", "keys", "data", "catalogue", "contacts", "documents", "video-link", "listen",
        "api", "limits", "materials", "file-drop", "webhooks", "retention", "reminders", "alerts", "log",
    ]

    private static func trade(_ top: YAMLMapping, beside file: String) throws(ConfigurationError) -> TradeFiles {
        func named(_ key: String, _ what: String) throws(ConfigurationError) -> String? {
            try top.optionalText(key, expected: "expected \(what)").map { path($0, beside: file) }
        }
        let trade = TradeFiles(
            catalogue: try named("catalogue", "the folder of items, guides and calendar"),
            contacts: try named("contacts", "the file of this city's offices and liaisons"),
            documents: try named("documents", "the folder of the documents' templates")
        )
        guard trade.documents == nil || trade.catalogue != nil else {
            throw top.error("documents", "needs a calendar", expected: "name the folder with it as 'catalogue' too")
        }
        return trade
    }

    private static func limits(
        _ top: YAMLMapping
    ) throws(ConfigurationError) -> (backlog: Int64, material: Int64) {
        let limits = try top.mapping("limits", allowed: ["backlog-per-peer", "material-size"])
        let backlog = try limits?.optionalValue(
            "backlog-per-peer",
            expected: ByteSize.expectation,
            read: ByteSize.read
        )
        let material = try limits?.optionalValue(
            "material-size",
            expected: ByteSize.expectation + ", at most 2 GiB",
            read: { text in ByteSize.read(text).flatMap { $0 <= materialBytesLimit ? $0 : nil } }
        )
        return (backlog ?? 20 << 30, material ?? materialBytesLimit)
    }

    /// The keys are those that the member list has for this node.
    private static func check(
        _ keys: NodeKeys,
        of keyFile: String,
        against own: Federation.Member,
        in federationFile: String
    ) throws(ConfigurationError) {
        guard own.curvePublicKey == keys.curve.publicKey.z85 else {
            throw ConfigurationError(
                file: keyFile,
                problem: "these are not the keys that \(federationFile) lists for \(own.code) (curve)",
                expected: "put \(keys.curve.publicKey.z85) there as curve-public-key, or name the right key file"
            )
        }
        guard own.signingPublicKey == keys.signing.verifyingKey else {
            throw ConfigurationError(
                file: keyFile,
                problem: "these are not the keys that \(federationFile) lists for \(own.code) (signing)",
                expected:
                    "put \(keys.signing.verifyingKey.text) there as signing-public-key, or name the right key file"
            )
        }
    }

    private static func path(_ named: String, beside file: String) -> String {
        let text = Credentials.current.path(of: named, in: file)
        return text.hasPrefix("/") || text.hasPrefix(Credentials.prefix)
            ? text
            : URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent(text).standardizedFileURL
                .path
    }
}
