import ArgumentParser

/// How the running node is spoken with, whose configuration file is known.
struct VisitOptions: ParsableArguments {
    @OptionGroup var signIn: TokenOptions

    @Option(
        help: "The certificates that an https:// node's must be signed by, in PEM. Else TONGBAN_CA, else the system's.",
        completion: .file(extensions: ["pem"])
    )
    var ca: String?

    /// The client for the node of a configuration file.
    func client(_ file: String) throws -> NodeClient {
        var options = NodeOptions()
        (options.node, options.config, options.signIn, options.ca, options.json) = (nil, file, signIn, ca, false)
        return try options.client()
    }
}
