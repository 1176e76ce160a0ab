import CaseModel
import CaseStore
import Crypto
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

/// Real nodes in this process, over loopback, with a laboratory's configurations.
final class Town {
    let folder: TemporaryFolder
    let codes: [NodeCode]
    private(set) var nodes: [NodeCode: CityNode] = [:]

    /// The most ports that are tried before a town gives up.
    private static let triesMax = 50

    /// Writes the configurations of these cities; nothing runs yet.
    init(_ codes: [NodeCode]) throws {
        folder = try TemporaryFolder()
        self.codes = codes
        let cities = codes.map { Laboratory.City(code: $0, name: "城\($0)") }
        _ = try Laboratory(folder: folder.path, cities: cities, firstPort: try Self.freePorts(codes.count)).write()
    }

    deinit { for node in nodes.values { node.stop() } }

    /// The first of so many ports where nothing listens, below those that the system gives to connections.
    private static func freePorts(_ count: Int) throws -> Int {
        for _ in 0..<triesMax {
            let first = Int.random(in: 12_000..<32_000)
            if (first..<first + count).allSatisfy(isFree) { return first }
        }
        throw TimedOut(what: "a free port")
    }

    private static func isFree(_ port: Int) -> Bool {
        let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }

    // MARK: The nodes

    func configuration(_ code: NodeCode) throws -> Configuration {
        try Configuration.load(file: "\(folder.path)/nodes/\(code).yaml")
    }

    /// Adds lines to a node's file; it has to be started after that.
    func configure(_ code: NodeCode, adding lines: String) throws {
        let file = "\(folder.path)/nodes/\(code).yaml"
        let before = try String(contentsOfFile: file, encoding: .utf8)
        try (before + "\n" + lines + "\n").write(toFile: file, atomically: true, encoding: .utf8)
    }

    /// A running node.
    subscript(code: NodeCode) -> CityNode { sure(nodes[code]) }

    @discardableResult
    func start(_ code: NodeCode) throws -> CityNode {
        let node = try CityNode(configuration: configuration(code), log: Sample.silent)
        nodes[code] = node
        return node
    }

    func startAll() throws { for code in codes { try start(code) } }

    func stop(_ code: NodeCode) { nodes.removeValue(forKey: code)?.stop() }

    // MARK: Files

    private func data(_ code: NodeCode) -> String { "\(folder.path)/data/\(code)" }

    /// Copies a stopped node's data folder.
    func copyData(_ code: NodeCode) throws -> String {
        let copy = folder.path + "/copy-" + UUID().uuidString
        try FileManager.default.copyItem(atPath: data(code), toPath: copy)
        return copy
    }

    /// Puts a copy in the place of a stopped node's data folder; without one, the folder is gone.
    func replaceData(_ code: NodeCode, with copy: String?) throws {
        try FileManager.default.removeItem(atPath: data(code))
        if let copy { try FileManager.default.copyItem(atPath: copy, toPath: data(code)) }
    }

    /// Changes the member list's text.
    func changeFederation(_ change: (String) -> String) throws -> String {
        let file = folder.path + "/federation.yaml"
        let before = try String(contentsOfFile: file, encoding: .utf8)
        try change(before).write(toFile: file, atomically: true, encoding: .utf8)
        return before
    }
}

/// Something that a test waited for in vain.
struct TimedOut: Error {
    var what: String
}

/// Waits until something is so; looks every few milliseconds.
func until(_ what: String, seconds: Double = 120, _ isSo: () async throws -> Bool) async throws {
    let limit = Date(timeIntervalSinceNow: seconds)
    while !(try await isSo()) {
        guard Date() < limit else { throw TimedOut(what: what) }
        try await Task.sleep(for: .milliseconds(10))
    }
}

extension CityNode {
    /// Puts a material in.
    func put(_ bytes: [UInt8], name: String = "营业执照") async throws -> MaterialReference {
        let upload = try beginUpload(limit: Int64(bytes.count))
        try bytes.withUnsafeBytes { try upload.append($0) }
        let reference = Sample.material(bytes, name: name)
        _ = try await upload.finish(expected: reference.digest)
        return reference
    }

    func submit(to other: NodeCode, materials: [MaterialReference] = []) async throws -> CaseNumber {
        let submission = Sample.submission(
            from: configuration.node,
            to: other,
            number: try newNumber(),
            materials: materials
        )
        return try await submit(submission, mode: nil, consulting: false, key: nil).answer.number
    }

    func act(_ action: CaseAction, on number: CaseNumber) async throws {
        _ = try await act(
            action,
            on: number,
            expected: nil,
            key: CommandKey(key: UUID().uuidString, request: [])
        )
    }

    func record(_ number: CaseNumber) async throws -> CaseRecord? {
        try await store.read { try $0.findCase(number)?.record }
    }

    func reaches(_ state: CaseState, _ number: CaseNumber) async throws {
        try await until("\(number) at \(configuration.node) to be \(state.rawValue)") {
            try await record(number)?.state == state
        }
    }

    /// Waits until a material is here, and reads its digest from its file.
    func holds(_ material: MaterialReference) async throws {
        try await until("the material \(material.name) at \(configuration.node)") {
            try await store.read { try $0.material(material.digest)?.state } == .complete
        }
        let (descriptor, size) = try materials.open(material.digest)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let bytes = try handle.readToEnd() ?? Data()
        #expect(size == material.size)
        #expect(SHA256.hash(data: bytes).withUnsafeBytes { MaterialDigest($0) } == material.digest)
    }

    /// All cases, by number.
    func records() async throws -> [CaseNumber: CaseRecord] {
        try await store.read { reader in
            var all: [CaseNumber: CaseRecord] = [:]
            var query = CaseQuery()
            query.limit = StoreLimits.casesPerPageMax
            repeat {
                let page = try reader.cases(query)
                for item in page.items { all[item.row.record.number] = item.row.record }
                query.after = page.next
            } while query.after != nil
            return all
        }
    }

    /// Waits for a link to be in a phase.
    func link(to peer: NodeCode, becomes isSo: (LinkPhase) -> Bool) async throws {
        try await until("the link to \(peer)") {
            guard let phase = try await exchangeReport().peers[peer]?.phase else { return false }
            return isSo(phase)
        }
    }
}
