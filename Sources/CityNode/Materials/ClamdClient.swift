import Foundation

/// Asks a virus scanner (clamd) about a file, by its command `INSTREAM`.
///
/// Blocks for as long as the scanner takes, within its time-outs.
struct ClamdClient {
    let settings: ClamdSettings

    /// What the scanner says.
    enum Verdict: Hashable, Sendable {
        /// It found nothing.
        case clean
        /// It found something of this name.
        case infected(String)
        /// It could not look: it is not there, too slow, or says something else.
        case failed(String)
    }

    /// Bytes of a file that are sent at once.
    static let chunkBytes = 256 << 10
    /// The longest answer.
    static let answerBytesMax = 4_096

    /// Sends an open file from its first byte on, and hears the answer.
    func scan(_ descriptor: CInt, size: Int64) -> Verdict {
        guard size <= settings.bytesMax else {
            return .failed("\(size) bytes are more than the \(settings.bytesMax) that are checked")
        }
        do {
            let connection = try ClamdConnection(settings)
            // A scanner that has heard enough closes early, and says why.
            try? send(descriptor, to: connection)
            return Self.verdict(try connection.answer(bytesMax: Self.answerBytesMax))
        } catch {
            return .failed("\(error)")
        }
    }

    private func send(_ descriptor: CInt, to connection: ClamdConnection) throws {
        try connection.send(Array("zINSTREAM\0".utf8))
        var offset: Int64 = 0
        var buffer = [UInt8](repeating: 0, count: Self.chunkBytes + 4)
        while true {
            let got = buffer.withUnsafeMutableBytes { bytes in
                pread(descriptor, bytes.baseAddress.map { $0 + 4 }, Self.chunkBytes, off_t(offset))
            }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw MaterialError.system("read", errno) }
            withUnsafeBytes(of: UInt32(got).bigEndian) { for (place, byte) in $0.enumerated() { buffer[place] = byte } }
            try connection.send(buffer[..<(got + 4)])
            // A length of zero ends the file.
            if got == 0 { return }
            offset += Int64(got)
        }
    }

    /// Reads an answer such as `stream: OK` or `stream: Eicar-Test-Signature FOUND`.
    static func verdict(_ answer: [UInt8]) -> Verdict {
        let text = String(decoding: answer, as: UTF8.self).trimmingCharacters(in: CharacterSet(charactersIn: "\0\n\r "))
        guard !text.isEmpty else { return .failed("the scanner closed without a word") }
        let said = text.hasPrefix("stream: ") ? text.dropFirst(8) : text[...]
        if said == "OK" { return .clean }
        if said.hasSuffix(" FOUND") { return .infected(String(said.dropLast(6).prefix(200))) }
        return .failed("the scanner says '\(text.prefix(200))'")
    }
}

/// A connection with the scanner; every wait on it is bounded.
private final class ClamdConnection {
    private let descriptor: CInt

    struct Failure: Error, CustomStringConvertible {
        let operation: String
        let number: CInt

        var description: String {
            number == EAGAIN || number == EINPROGRESS
                ? "the scanner took too long to \(operation)"
                : "the scanner could not be reached to \(operation): \(String(cString: strerror(number)))"
        }
    }

    init(_ settings: ClamdSettings) throws {
        switch settings.address {
        case .socket(let path):
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let capacity = MemoryLayout.size(ofValue: address.sun_path)
            guard path.utf8.count < capacity else { throw Failure(operation: "connect", number: ENAMETOOLONG) }
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
            descriptor = try Self.open(AF_UNIX, seconds: settings.secondsMax)
            let connected = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            guard connected == 0 else { throw Failure(operation: "connect", number: errno) }
        case .tcp(let host, let port):
            var hints = addrinfo()
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var list: UnsafeMutablePointer<addrinfo>?
            guard getaddrinfo(host, "\(port)", &hints, &list) == 0, let first = list?.pointee else {
                throw Failure(operation: "find \(host)", number: ENOENT)
            }
            defer { freeaddrinfo(list) }
            descriptor = try Self.open(first.ai_family, seconds: settings.secondsMax)
            guard connect(descriptor, first.ai_addr, first.ai_addrlen) == 0 else {
                throw Failure(operation: "connect", number: errno)
            }
        }
    }

    deinit { close(descriptor) }

    /// A socket whose every call ends after so many seconds; on Linux that holds for connecting too.
    private static func open(_ family: CInt, seconds: Int) throws -> CInt {
        let descriptor = socket(family, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(operation: "open a socket", number: errno) }
        var limit = timeval(tv_sec: seconds, tv_usec: 0)
        for option in [SO_SNDTIMEO, SO_RCVTIMEO] {
            guard setsockopt(descriptor, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size)) == 0 else {
                let number = errno
                close(descriptor)
                throw Failure(operation: "set a time-out", number: number)
            }
        }
        return descriptor
    }

    func send(_ bytes: some Collection<UInt8>) throws {
        let sent: CInt? = Array(bytes).withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let wrote = Glibc.send(
                    descriptor,
                    buffer.baseAddress.map { $0 + done },
                    buffer.count - done,
                    Int32(MSG_NOSIGNAL)
                )
                if wrote < 0, errno == EINTR { continue }
                guard wrote >= 0 else { return errno }
                done += wrote
            }
            return nil
        }
        if let sent { throw Failure(operation: "send the file", number: sent) }
    }

    /// What it says until it ends its answer with a zero byte or closes.
    func answer(bytesMax: Int) throws -> [UInt8] {
        var answer = [UInt8](repeating: 0, count: bytesMax)
        var got = 0
        while got < bytesMax, !answer[..<got].contains(0) {
            let read = answer.withUnsafeMutableBytes {
                recv(descriptor, $0.baseAddress.map { $0 + got }, bytesMax - got, 0)
            }
            if read < 0, errno == EINTR { continue }
            guard read >= 0 else { throw Failure(operation: "answer", number: errno) }
            if read == 0 { break }
            got += read
        }
        return Array(answer[..<got])
    }
}
