/// What the authenticator answered to one handshake.
package enum AuthenticationDecision: Equatable, Sendable {
    /// A member's key: its connection carries the member's user id.
    case accepted(userID: String, address: String)
    /// Not a member's key, or not CURVE at all.
    case refused(key: CurvePublicKey?, address: String, reason: AuthenticationRefusal)
}

/// Why a handshake was refused.
package enum AuthenticationRefusal: Equatable, Sendable {
    /// The key is not on the allow list.
    case unknownKey
    /// The request asks for another domain than the authenticator's.
    case wrongDomain(String)
    /// The peer used another mechanism than CURVE.
    case wrongMechanism(String)
    /// The request does not follow RFC 27.
    case malformedRequest(String)

    /// The status sent in answer: 400 for a peer's fault, 500 for a request that makes no sense.
    package var status: Int {
        if case .malformedRequest = self { 500 } else { 400 }
    }
}

extension AuthenticationRefusal: CustomStringConvertible {
    /// The refusal as a short phrase.
    package var description: String {
        switch self {
        case .unknownKey: "the key is not on the allow list"
        case .wrongDomain(let domain): "the domain \"\(domain)\" is not served here"
        case .wrongMechanism(let mechanism): "the mechanism \(mechanism) is not allowed, only CURVE is"
        case .malformedRequest(let fault): "the request is malformed: \(fault)"
        }
    }
}
