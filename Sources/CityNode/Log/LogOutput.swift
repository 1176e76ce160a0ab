import Foundation
import Synchronization

/// Where the lines of the log go: the standard error or the journal, from any thread.
package final class LogOutput: Sendable {
    private let format: LogFormat
    private let identifier: String
    private let journal: JournalSocket?
    private let errorDescriptor: Int32
    private let writing = Mutex(())

    /// Writes in a format.
    ///
    /// - Parameters:
    ///   - format: how lines are written.
    ///   - identifier: the program's name in the journal.
    ///   - journalPath: the journal's socket.
    ///   - errorDescriptor: where lines go that the journal does not take, and all others.
    package init(
        _ format: LogFormat,
        identifier: String,
        journalPath: String = JournalSocket.path,
        errorDescriptor: Int32 = STDERR_FILENO
    ) {
        self.format = format
        self.identifier = identifier
        self.errorDescriptor = errorDescriptor
        journal = format == .journal ? JournalSocket(path: journalPath) : nil
    }

    /// The format that fits to where the standard error goes: the journal's where the journal reads it, and text otherwise.
    package static func fitting(
        _ environment: [String: String] = ProcessInfo.processInfo.environment,
        errorDescriptor: Int32 = STDERR_FILENO
    ) -> LogFormat {
        // systemd says which file the journal reads (systemd.exec, JOURNAL_STREAM), as device and inode.
        guard let stream = environment["JOURNAL_STREAM"] else { return .text }
        var status = stat()
        guard fstat(errorDescriptor, &status) == 0 else { return .text }
        return stream == "\(status.st_dev):\(status.st_ino)" ? .journal : .text
    }

    /// Writes a line.
    func write(_ line: LogLine) {
        switch format {
        case .text: writeError(line.text)
        case .json: writeError(line.json)
        case .journal:
            if let journal, journal.send(line.journal(identifier: identifier)) { return }
            // The journal reads the level of a line of the standard error from its beginning (sd-daemon).
            writeError("<\(line.level.priority)>\(line.text)")
        }
    }

    private func writeError(_ text: String) {
        let bytes = Array((text + "\n").utf8)
        writing.withLock { _ in
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { put(errorDescriptor, $0) }
                if count < 0, errno == EINTR { continue }
                // A log that nobody reads any more is no reason to stop.
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }
    }
}

/// The system's `write`.
private func put(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
    write(descriptor, bytes.baseAddress, bytes.count)
}

/// The journal's socket, to which a datagram is a line.
package final class JournalSocket: Sendable {
    /// Where systemd has it.
    package static let path = "/run/systemd/journal/socket"

    private let descriptor: Int32
    private let path: String

    /// Opens a socket of its own; the journal may be there only later.
    init?(path: String) {
        guard path.utf8.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else { return nil }
        #if canImport(Darwin)
        let kind = SOCK_DGRAM
        #else
        let kind = Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        #endif
        descriptor = socket(AF_UNIX, kind, 0)
        self.path = path
        guard descriptor >= 0 else { return nil }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Sends a line; whether the journal took it.
    func send(_ bytes: [UInt8]) -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        while true {
            let count = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    sendto(
                        descriptor,
                        bytes,
                        bytes.count,
                        Self.noSignal,
                        $0,
                        socklen_t(MemoryLayout<sockaddr_un>.size)
                    )
                }
            }
            if count < 0, errno == EINTR { continue }
            return count == bytes.count
        }
    }

    #if canImport(Darwin)
    private static let noSignal: Int32 = 0
    #else
    private static let noSignal = Int32(MSG_NOSIGNAL)
    #endif
}
