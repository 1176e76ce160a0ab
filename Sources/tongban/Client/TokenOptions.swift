import ArgumentParser
import CaseModel
import Foundation

/// With which token a command signs in.
struct TokenOptions: ParsableArguments {
    @Option(help: "The token to sign in with. Others on this machine may see it: a file is better. Else TONGBAN_TOKEN.")
    var token: String?

    @Option(
        help: "The file that holds the token, with mode 0600. Else TONGBAN_TOKEN_FILE.",
        completion: .file()
    )
    var tokenFile: String?

    /// The token, or `nil` where none is named.
    func read() throws -> String? {
        if token != nil, tokenFile != nil { throw ValidationError("Give --token or --token-file, not both.") }
        let environment = Console.current.environment
        if let token { return try Self.checked(token, "--token") }
        if let tokenFile { return try Self.read(file: tokenFile) }
        if let token = environment["TONGBAN_TOKEN"], !token.isEmpty { return try Self.checked(token, "TONGBAN_TOKEN") }
        if let file = environment["TONGBAN_TOKEN_FILE"], !file.isEmpty { return try Self.read(file: file) }
        return nil
    }

    private static func read(file: String) throws -> String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: file)
        if let mode = (attributes?[.posixPermissions] as? NSNumber)?.intValue, mode & 0o077 != 0 {
            throw CommandFailure(
                .badData,
                "others may read the token in \(file) (mode \(String(mode & 0o777, radix: 8)))",
                "run: chmod 600 \(file)"
            )
        }
        guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
            throw CommandFailure(.noInput, "\(file) cannot be read", "Name the file that holds the token.")
        }
        return try checked(text.trimmingCharacters(in: .whitespacesAndNewlines), file)
    }

    /// Tells a typing error from a token that does not hold; never repeats the text.
    private static func checked(_ text: String, _ place: String) throws -> String {
        guard TokenText(text) != nil else {
            throw CommandFailure(
                .badData,
                "what \(place) holds is no token",
                "A token begins with tb_: copy all of it."
            )
        }
        return text
    }
}
