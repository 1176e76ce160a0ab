import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import Synchronization

/// The certificate with which a node shows who it is, read again when an operator has renewed it.
///
/// A connection keeps what it began with, so nothing is dropped; the next one gets what is there then.
package final class Certificates: Sendable {
    private let certificate: String
    private let key: String
    private let current: Mutex<Loaded>

    private struct Loaded {
        var context: NIOSSLContext
        /// When the first of the chain ends, in seconds since 1970-01-01T00:00:00Z.
        var expirySeconds: Int
    }

    /// Reads a chain and its key in PEM.
    ///
    /// - Throws: ``CertificateError`` where they cannot be read or do not belong together.
    package init(certificate: String, key: String) throws(CertificateError) {
        self.certificate = certificate
        self.key = key
        current = Mutex(try Self.read(certificate: certificate, key: key))
    }

    /// Reads both files again; where they are not good, what was there stays.
    package func reload() throws(CertificateError) {
        let loaded = try Self.read(certificate: certificate, key: key)
        current.withLock { $0 = loaded }
    }

    /// What a new connection uses.
    var context: NIOSSLContext { current.withLock { $0.context } }

    /// When the first certificate of the chain ends, in seconds since 1970-01-01T00:00:00Z.
    var expirySeconds: Int { current.withLock { $0.expirySeconds } }

    private static func read(certificate: String, key: String) throws(CertificateError) -> Loaded {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMFile(certificate)
        } catch { throw CertificateError(file: certificate, problem: "no certificates in PEM can be read there") }
        guard let expiry = chain.map({ Int($0.notValidAfter) }).min() else {
            throw CertificateError(file: certificate, problem: "there is no certificate")
        }
        let secret: NIOSSLPrivateKey
        do {
            secret = try NIOSSLPrivateKey(file: key, format: .pem)
        } catch { throw CertificateError(file: key, problem: "no private key in PEM can be read there") }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) },
            privateKey: .privateKey(secret)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        do {
            return Loaded(context: try NIOSSLContext(configuration: configuration), expirySeconds: expiry)
        } catch { throw CertificateError(file: key, problem: "the key does not belong to \(certificate)") }
    }
}

/// Why a certificate cannot be used; holds nothing of the key.
package struct CertificateError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file.
    package var file: String
    /// What is wrong.
    package var problem: String

    /// What is wrong and what to do.
    package var description: String {
        "\(file): \(problem); give the chain as 'certificate' and its key as 'key' under 'tls', and send SIGHUP after a change"
    }
}

/// Speaks TLS on a connection before HTTP, each with the certificate that holds when it begins.
struct SecureChannel<Base: ServerChildChannel>: ServerChildChannel {
    let base: Base
    let certificates: Certificates

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Base.Value> {
        channel.eventLoop.makeCompletedFuture {
            try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: certificates.context))
        }.flatMap { base.setup(channel: channel, logger: logger) }
    }

    func handle(value: Base.Value, logger: Logger) async { await base.handle(value: value, logger: logger) }
}
