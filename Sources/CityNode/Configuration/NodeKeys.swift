import ExchangeWire
import Foundation
import ZeroMQ

/// A node's secret keys: the CURVE pair of its links and the Ed25519 key of its signatures.
package struct NodeKeys: Sendable {
    /// The CURVE key pair.
    package var curve: CurveKeyPair
    /// The signing key.
    package var signing: SigningKey

    /// Makes fresh keys from the system's random numbers.
    package static func generate() throws -> NodeKeys {
        NodeKeys(curve: try CurveKeyPair.generate(), signing: SigningKey())
    }

    /// Reads a key file.
    ///
    /// It must be readable by its owner alone.
    package static func load(file: String) throws(ConfigurationError) -> NodeKeys {
        try SecretFile.check(file, holds: "these secret keys")
        let top = try YAMLMapping.load(file: file, allowed: ["curve-secret-key", "signing-secret-key"])
        return NodeKeys(
            curve: try top.secret(
                "curve-secret-key",
                expected: "expected 40 characters of Z85; 'tongban keys new' makes one"
            ) {
                try? CurveKeyPair(secretKey: CurveSecretKey(z85: $0))
            },
            signing: try top.secret(
                "signing-secret-key",
                expected: "expected 44 characters of base64; 'tongban keys new' makes one"
            ) {
                try? SigningKey(text: $0)
            }
        )
    }

    /// Writes a new key file with mode 0600; an existing one is never replaced.
    package func write(to file: String) throws(ConfigurationError) {
        let text = """
            # Secret keys of one node. Keep a copy in a safe: a node that lost its disk is rebuilt from its peers with them.
            curve-secret-key: "\(curve.secretKey.z85)"
            signing-secret-key: "\(signing.text)"

            """
        let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            let exists = errno == EEXIST
            throw ConfigurationError(
                file: file,
                problem: exists ? "the file is there already" : String(cString: strerror(errno)),
                expected: exists
                    ? "keys are never overwritten: choose another name, or move the old file away"
                    : "choose a folder that this user may write to"
            )
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        do {
            try handle.write(contentsOf: Data(text.utf8))
            try handle.synchronize()
        } catch {
            throw ConfigurationError(
                file: file,
                problem: "could not be written: \(error)",
                expected: "check the disk, then try again"
            )
        }
    }

    /// The two public keys as `federation.yaml` wants them.
    package var publicLines: [String] {
        ["curve-public-key: \"\(curve.publicKey.z85)\"", "signing-public-key: \"\(signing.verifyingKey.text)\""]
    }
}
