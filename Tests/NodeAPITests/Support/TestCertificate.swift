import Foundation

/// A certificate of this machine's own, made by openssl, in a folder that goes away with the value.
package final class TestCertificate: Sendable {
    /// Why none could be made.
    package struct Failure: Error {}

    /// The file of the certificate.
    package let certificate: String
    /// The file of its key.
    package let key: String
    private let folder: String

    /// Makes a certificate for 127.0.0.1 and localhost.
    package init() throws {
        folder = NSTemporaryDirectory() + "tongban-tls-" + UUID().uuidString
        (certificate, key) = (folder + "/certificate.pem", folder + "/key.pem")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let openssl = Process()
        openssl.executableURL = URL(filePath: "/usr/bin/env")
        openssl.arguments = [
            "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days",
            "2",
            "-subj", "/CN=node", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost", "-keyout", key, "-out",
            certificate,
        ]
        openssl.standardError = FileHandle.nullDevice
        openssl.standardOutput = FileHandle.nullDevice
        try openssl.run()
        openssl.waitUntilExit()
        guard openssl.terminationStatus == 0 else { throw Failure() }
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key)
    }

    /// Puts another certificate into the place of this one.
    package func replace(by other: TestCertificate) throws {
        for (mine, theirs) in [(certificate, other.certificate), (key, other.key)] {
            try Data(contentsOf: URL(filePath: theirs)).write(to: URL(filePath: mine))
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }
}
