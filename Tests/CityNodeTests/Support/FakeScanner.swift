import Foundation
import Synchronization

/// A virus scanner at a Unix socket that speaks as clamd does, or badly.
final class FakeScanner: Sendable {
    /// What it does with a file.
    enum Manner: Sendable {
        /// Finds what contains these bytes.
        case finds([UInt8], name: String)
        /// Says this, whatever came.
        case says(String)
        /// Closes when it has heard so many bytes, after saying this.
        case closes(after: Int, saying: String)
        /// Never answers.
        case silent
    }

    let path: String
    private let manner: Mutex<Manner>
    private let heard = Mutex(0)
    private let listener: Mutex<CInt>

    /// How many files it was asked about.
    var count: Int { heard.withLock { $0 } }

    init(path: String, _ manner: Manner) throws {
        self.path = path
        self.manner = Mutex(manner)
        unlink(path)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0, listen(descriptor, 16) == 0 else { throw TimedOut(what: "a scanner at \(path)") }
        listener = Mutex(descriptor)
        Thread { [self] in
            while true {
                let connection = accept(descriptor, nil, nil)
                guard connection >= 0 else { return }
                Thread { [self] in serve(connection) }.start()
            }
        }.start()
    }

    /// Goes away, as a scanner that was stopped.
    func stop() {
        listener.withLock { descriptor in
            guard descriptor >= 0 else { return }
            shutdown(descriptor, Int32(SHUT_RDWR))
            close(descriptor)
            descriptor = -1
        }
        unlink(path)
    }

    /// Does otherwise from now on.
    func change(to new: Manner) { manner.withLock { $0 = new } }

    private func serve(_ connection: CInt) {
        defer { close(connection) }
        heard.withLock { $0 += 1 }
        var came: [UInt8] = []
        switch manner.withLock({ $0 }) {
        case .silent:
            while read(connection, &came, upTo: .max) {}
        case .closes(let count, let text):
            while came.count < count, read(connection, &came, upTo: count) {}
            say(text, to: connection)
        case .says(let text):
            while !isWhole(came), read(connection, &came, upTo: .max) {}
            say(text, to: connection)
        case .finds(let bytes, let name):
            while !isWhole(came), read(connection, &came, upTo: .max) {}
            let found = String(decoding: came, as: UTF8.self).contains(String(decoding: bytes, as: UTF8.self))
            say(found ? "stream: \(name) FOUND" : "stream: OK", to: connection)
        }
    }

    /// Whether the command and all pieces of a file came, the empty one that ends it too.
    private func isWhole(_ came: [UInt8]) -> Bool {
        let command = Array("zINSTREAM\0".utf8)
        guard came.starts(with: command) else { return false }
        var place = command.count
        while place + 4 <= came.count {
            let length = came[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
            if length == 0 { return true }
            place += 4 + length
        }
        return false
    }

    private func read(_ connection: CInt, _ came: inout [UInt8], upTo limit: Int) -> Bool {
        var buffer = [UInt8](repeating: 0, count: min(64 << 10, limit))
        let got = buffer.withUnsafeMutableBytes { recv(connection, $0.baseAddress, $0.count, 0) }
        guard got > 0 else { return false }
        came += buffer[..<got]
        return true
    }

    private func say(_ text: String, to connection: CInt) {
        _ = Array((text + "\0").utf8).withUnsafeBytes {
            send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }
}
