import ArgumentParser
import CityNode

/// Which node a command speaks with, and how it answers.
struct NodeOptions: ParsableArguments {
    @Option(
        help: "The node: http://127.0.0.1:PORT, https://HOST:PORT, or the path of its Unix socket. Else TONGBAN_NODE."
    )
    var node: String?

    @Option(
        help: "The node's configuration file, which says where its API listens.",
        completion: .file(extensions: ["yaml"])
    )
    var config: String?

    @OptionGroup var signIn: TokenOptions

    @Option(
        help: "The certificates that an https:// node's must be signed by, in PEM. Else TONGBAN_CA, else the system's.",
        completion: .file(extensions: ["pem"])
    )
    var ca: String?

    @Flag(help: "Print the node's answer as JSON, as it came.")
    var json = false

    /// The client for the node that the arguments, the file or the environment name.
    func client() throws -> NodeClient {
        NodeClient(
            address: try address(),
            printsJSON: json,
            token: try signIn.read(),
            authorities: ca ?? Self.authorities
        )
    }

    /// The certificates that the environment names.
    static var authorities: String? {
        Console.current.environment["TONGBAN_CA"].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// Where the node is.
    func address() throws -> NodeAddress {
        try Self.address(node: node, config: config, hasToken: try signIn.read() != nil)
    }

    /// Where the node is that is named by its address, by its configuration file, or else by the environment.
    static func address(node: String?, config: String?, hasToken: @autoclosure () throws -> Bool) throws -> NodeAddress
    {
        if node != nil, config != nil { throw ValidationError("Give --node or --config, not both.") }
        if let config { return try address(inFile: config, hasToken: try hasToken()) }
        guard let text = node ?? Console.current.environment["TONGBAN_NODE"], !text.isEmpty else {
            throw ValidationError(
                "Name the node: --node http://127.0.0.1:PORT, --node /path/of/its/socket, --config FILE, or TONGBAN_NODE."
            )
        }
        guard let address = NodeAddress(text) else {
            throw ValidationError("\(text) is no node: write http://127.0.0.1:PORT or the path of a Unix socket.")
        }
        return address
    }

    private static func address(inFile file: String, hasToken: Bool) throws -> NodeAddress {
        let api: LocalAPI
        do {
            api = try Configuration.api(file: file)
        } catch { throw CommandFailure(.badConfiguration, "\(error)") }
        // Without a token only the socket knows who calls.
        let socket = api.requiresSignIn && !hasToken ? api.socket : nil
        let text =
            socket ?? api.address.map { "\(api.tls == nil ? "http" : "https")://\($0.host):\($0.port)" } ?? api.socket
        guard let address = text.flatMap(NodeAddress.init) else {
            throw CommandFailure(.badConfiguration, "\(file) opens no API", "Give 'tcp' or 'socket' under 'api'.")
        }
        return address
    }
}
