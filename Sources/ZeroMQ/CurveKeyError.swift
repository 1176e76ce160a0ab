/// Why a CURVE key was refused.
package enum CurveKeyError: Error, Equatable, Sendable {
    /// The text does not have 40 characters.
    case characterCount(Int)
    /// The key does not have 32 bytes.
    case byteCount(Int)
    /// The text is not Z85.
    case notZ85(Z85Error)
    /// The loaded libzmq was built without CURVE.
    case curveUnavailable
}

extension CurveKeyError: CustomStringConvertible {
    /// What was expected and what to do; never the key.
    package var description: String {
        switch self {
        case .characterCount(let count):
            "a CURVE key is 40 characters of Z85, this text has \(count): copy the whole key, without spaces"
        case .byteCount(let count):
            "a CURVE key is 32 bytes, these are \(count)"
        case .notZ85(let error):
            "a CURVE key is 40 characters of Z85: \(error)"
        case .curveUnavailable:
            "the installed libzmq cannot encrypt: install a libzmq built with libsodium, such as Debian's libzmq5"
        }
    }
}
