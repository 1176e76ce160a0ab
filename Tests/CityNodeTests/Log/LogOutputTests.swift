import Foundation
import Logging
import Testing

@testable import CityNode

@Suite("Where the log goes")
struct LogOutputTests {
    private func logger(_ output: LogOutput, gate: RepeatGate? = nil) -> Logger {
        Logger(label: "tongband") { NodeLogHandler(label: $0, level: .info, output: output, gate: gate) }
    }

    @Test("The journal's socket gets a datagram for each line; without a journal the standard error gets its levels")
    func journal() throws {
        let folder = try TemporaryFolder()
        let (path, file) = (folder.path + "/j", folder.path + "/error")
        let error = open(file, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        defer { close(error) }
        let output = LogOutput(.journal, identifier: "tongband", journalPath: path, errorDescriptor: error)
        var log = logger(output)
        log.error("nobody is there yet")
        let journal = try #require(Datagrams(path))
        log[metadataKey: "node"] = "330800"
        log.warning("now", metadata: ["peer": "350700"])
        log.debug("too quiet")
        let fields = LogLineTests.fields(journal.next())
        #expect(fields["MESSAGE"] == "now" && fields["PRIORITY"] == "4")
        #expect(fields["TONGBAN_NODE"] == "330800" && fields["TONGBAN_PEER"] == "350700")
        #expect(fields["CODE_FILE"]?.hasSuffix("LogOutputTests.swift") == true)
        let text = try String(contentsOfFile: file, encoding: .utf8)
        #expect(text.hasPrefix("<3>2") && text.hasSuffix("error tongband: nobody is there yet\n"))
        #expect(text.split(separator: "\n").count == 1)
    }

    @Test("Lines of many threads stay whole")
    func threads() throws {
        let folder = try TemporaryFolder()
        let file = folder.path + "/error"
        let error = open(file, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        defer { close(error) }
        let log = logger(LogOutput(.json, identifier: "tongband", errorDescriptor: error))
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for index in 0..<50 { log.info("line", metadata: ["n": "\(thread)-\(index)"]) }
        }
        let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
        let numbers = try lines.map { line in
            try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: String])["n"]
        }
        #expect(Set(numbers).count == 400)
    }

    @Test("The journal is used where the standard error leads there, and text otherwise")
    func fits() throws {
        let folder = try TemporaryFolder()
        let error = open(folder.path + "/error", O_CREAT | O_WRONLY, 0o600)
        defer { close(error) }
        var status = stat()
        #expect(fstat(error, &status) == 0)
        let stream = "\(status.st_dev):\(status.st_ino)"
        #expect(LogOutput.fitting(["JOURNAL_STREAM": stream], errorDescriptor: error) == .journal)
        #expect(LogOutput.fitting(["JOURNAL_STREAM": "1:2"], errorDescriptor: error) == .text)
        #expect(LogOutput.fitting([:], errorDescriptor: error) == .text)
    }
}

/// A socket that takes datagrams as the journal does.
private final class Datagrams {
    private let descriptor: Int32

    init?(_ path: String) {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let bound = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard bound == 0 else { return nil }
    }

    deinit { close(descriptor) }

    /// The next datagram; waits for it.
    func next() -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return Array(buffer.prefix(max(count, 0)))
    }
}
