import CZeroMQ

/// A public and a secret CURVE key that belong together.
package struct CurveKeyPair: Sendable {
    /// The half that members exchange.
    package let publicKey: CurvePublicKey
    /// The half that stays on its node.
    package let secretKey: CurveSecretKey

    /// Makes a fresh pair from the system's randomness.
    ///
    /// - Throws: `CurveKeyError.curveUnavailable` where libzmq was built without CURVE.
    package static func generate() throws(CurveKeyError) -> CurveKeyPair {
        var publicText = [CChar](repeating: 0, count: CurveKeyText.characterCount + 1)
        var secretText = publicText
        guard zmq_curve_keypair(&publicText, &secretText) == 0 else { throw .curveUnavailable }
        return CurveKeyPair(
            publicKey: try CurvePublicKey(z85: text(publicText)),
            secretKey: try CurveSecretKey(z85: text(secretText))
        )
    }

    /// Completes a secret key with the public key that follows from it.
    ///
    /// - Throws: `CurveKeyError.curveUnavailable` where libzmq was built without CURVE.
    package init(secretKey: CurveSecretKey) throws(CurveKeyError) {
        var publicText = [CChar](repeating: 0, count: CurveKeyText.characterCount + 1)
        guard zmq_curve_public(&publicText, secretKey.z85) == 0 else { throw .curveUnavailable }
        self.init(publicKey: try CurvePublicKey(z85: Self.text(publicText)), secretKey: secretKey)
    }

    private init(publicKey: CurvePublicKey, secretKey: CurveSecretKey) {
        self.publicKey = publicKey
        self.secretKey = secretKey
    }

    private static func text(_ characters: [CChar]) -> String {
        String(decoding: characters.prefix(CurveKeyText.characterCount).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
