import CZeroMQ

/// The detail of a handshake that broke the protocol.
package struct HandshakeFault: Hashable, Sendable {
    /// The number libzmq gives, one of `ZMQ_PROTOCOL_ERROR_*`.
    package let code: Int32

    /// Takes libzmq's number.
    package init(code: Int32) {
        self.code = code
    }

    /// A box that could not be opened: one side has a wrong key of the other.
    package static let cryptographic = HandshakeFault(code: ZMQ_PROTOCOL_ERROR_ZMTP_CRYPTOGRAPHIC)
    /// One side encrypts with CURVE and the other does not.
    package static let mechanismMismatch = HandshakeFault(code: ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH)

    /// The name of the fault as in libzmq's header, in words; the number where it has none.
    package var name: String {
        Self.names[code] ?? "code 0x\(String(UInt32(bitPattern: code), radix: 16))"
    }

    private static let names: [Int32: String] = [
        ZMQ_PROTOCOL_ERROR_ZMTP_UNSPECIFIED: "unspecified",
        ZMQ_PROTOCOL_ERROR_ZMTP_UNEXPECTED_COMMAND: "unexpected command",
        ZMQ_PROTOCOL_ERROR_ZMTP_INVALID_SEQUENCE: "invalid sequence",
        ZMQ_PROTOCOL_ERROR_ZMTP_KEY_EXCHANGE: "key exchange",
        ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_UNSPECIFIED: "malformed command",
        ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_MESSAGE: "malformed MESSAGE",
        ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_HELLO: "malformed HELLO",
        ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_INITIATE: "malformed INITIATE",
        ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_ERROR: "malformed ERROR",
        ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_READY: "malformed READY",
        ZMQ_PROTOCOL_ERROR_ZMTP_MALFORMED_COMMAND_WELCOME: "malformed WELCOME",
        ZMQ_PROTOCOL_ERROR_ZMTP_INVALID_METADATA: "invalid metadata",
        ZMQ_PROTOCOL_ERROR_ZMTP_CRYPTOGRAPHIC: "cryptographic",
        ZMQ_PROTOCOL_ERROR_ZMTP_MECHANISM_MISMATCH: "mechanism mismatch",
        ZMQ_PROTOCOL_ERROR_ZAP_UNSPECIFIED: "authenticator: unspecified",
        ZMQ_PROTOCOL_ERROR_ZAP_MALFORMED_REPLY: "authenticator: malformed reply",
        ZMQ_PROTOCOL_ERROR_ZAP_BAD_REQUEST_ID: "authenticator: bad request id",
        ZMQ_PROTOCOL_ERROR_ZAP_BAD_VERSION: "authenticator: bad version",
        ZMQ_PROTOCOL_ERROR_ZAP_INVALID_STATUS_CODE: "authenticator: invalid status code",
        ZMQ_PROTOCOL_ERROR_ZAP_INVALID_METADATA: "authenticator: invalid metadata",
    ]
}

extension HandshakeFault: CustomStringConvertible {
    /// The fault's name.
    package var description: String { name }
}
