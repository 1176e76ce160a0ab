import ExchangeCore

/// The public keys of all members, this node's own included: what signatures are checked against.
///
/// A member has more than one key while a new one takes over from an old one, and keeps its old keys here for as long
/// as entries that they signed are returned or shown as evidence.
package struct Keyring: Sendable {
    private var keys: [NodeCode: [VerifyingKey]]

    /// Takes each member's keys, the one that signs now first: it is tried first.
    package init(_ keys: [NodeCode: [VerifyingKey]] = [:]) { self.keys = keys }

    /// The keys of a member, in the order in which they are tried.
    package subscript(node: NodeCode) -> [VerifyingKey] {
        get { keys[node] ?? [] }
        set { keys[node] = newValue }
    }

    /// Throws unless a key of this node made the signature over these bytes.
    ///
    /// - Throws: `signatureSize`, `keyUnknown` or `signatureWrong`.
    package func check(_ signature: [UInt8], over bytes: [UInt8], by node: NodeCode) throws(WireError) {
        guard signature.count == WireLimits.signatureBytes else { throw .signatureSize(bytes: signature.count) }
        guard let known = keys[node], !known.isEmpty else { throw .keyUnknown(node) }
        for key in known where key.isValid(signature: signature, over: bytes) { return }
        throw .signatureWrong(node)
    }
}
