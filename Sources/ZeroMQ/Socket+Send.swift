import CZeroMQ

extension Socket {
    /// Sends a topic and a payload as one message of two parts.
    ///
    /// - Returns: False where a pipe is full; then nothing was taken, and the same message can be tried again later.
    /// - Throws: `ZeroMQError`, with `sendInterrupted` where the only peer went away between the parts.
    package func send(topic: [UInt8], payload: MessagePart) throws(ZeroMQError) -> Bool {
        guard try sendPart(topic, flags: ZMQ_SNDMORE) else { return false }
        try requireSent(sendPart(payload, flags: 0))
        return true
    }

    /// Sends a topic and a payload; a payload from `ZeroMQLimits.zeroCopyBytesMin` on is not copied.
    ///
    /// - Returns: False where a pipe is full; then nothing was taken, and the same message can be tried again later.
    package func send(topic: [UInt8], payload: [UInt8]) throws(ZeroMQError) -> Bool {
        guard try sendPart(topic, flags: ZMQ_SNDMORE) else { return false }
        try requireSent(sendPart(payload, flags: 0))
        return true
    }

    /// Sends a message of any number of parts.
    ///
    /// - Returns: False where the pipe is full; then nothing was taken.
    package func send(_ parts: [[UInt8]]) throws(ZeroMQError) -> Bool {
        precondition(!parts.isEmpty, "A message has at least one part.")
        let last = parts.count - 1
        guard try sendPart(parts[0], flags: last == 0 ? 0 : ZMQ_SNDMORE) else { return false }
        for index in parts.indices.dropFirst() {
            try requireSent(sendPart(parts[index], flags: index == last ? 0 : ZMQ_SNDMORE))
        }
        return true
    }

    /// Sends a message of one part without copying it.
    ///
    /// - Returns: False where the pipe is full; then nothing was taken.
    package func send(_ message: MessagePart) throws(ZeroMQError) -> Bool {
        try sendPart(message, flags: 0)
    }

    /// libzmq counts whole messages against the mark, so once the first part is taken a later one cannot meet a full
    /// pipe.
    private func requireSent(_ sent: Bool) throws(ZeroMQError) {
        if !sent { throw ZeroMQError(operation: "send", cause: .sendInterrupted, code: EAGAIN) }
    }

    private func sendPart(_ bytes: [UInt8], flags: Int32) throws(ZeroMQError) -> Bool {
        guard bytes.count >= ZeroMQLimits.zeroCopyBytesMin else {
            return try wasSent(
                bytes.withUnsafeBytes { buffer in
                    Self.retrying { zmq_send(raw, buffer.baseAddress, buffer.count, ZMQ_DONTWAIT | flags) }
                }
            )
        }
        var message = zmq_msg_t()
        let result = withUnsafeMutablePointer(to: &message) { message in
            MessagePart.initialize(message, of: bytes)
            defer { zmq_msg_close(message) }
            return Self.retrying { zmq_msg_send(message, raw, ZMQ_DONTWAIT | flags) }
        }
        return try wasSent(result)
    }

    private func sendPart(_ message: MessagePart, flags: Int32) throws(ZeroMQError) -> Bool {
        try wasSent(
            message.withReference { reference in
                Self.retrying { zmq_msg_send(reference, raw, ZMQ_DONTWAIT | flags) }
            }
        )
    }

    /// Repeats a call that a signal interrupted; answers 0 or the error number.
    private static func retrying(_ call: () -> Int32) -> Int32 {
        while call() < 0 {
            let code = zmq_errno()
            if code != EINTR { return code }
        }
        return 0
    }

    private func wasSent(_ code: Int32) throws(ZeroMQError) -> Bool {
        if code == 0 { return true }
        if code == EAGAIN { return false }
        throw ZeroMQError(operation: "send", cause: .init(code: code), code: code)
    }
}
