import CaseModel
import ExchangeCore
import Foundation
import GRDB
import Testing

@testable import CaseStore

/// A sample's value that must be there.
func sure<T>(_ value: T?) -> T {
    guard let value else { preconditionFailure("a sample is wrong") }
    return value
}

/// A folder that goes away with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "tongban-store-\(UUID().uuidString)")
        path = url.path
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The database's file in it.
    var file: String { path + "/data/node.sqlite" }
}

/// Nodes, cities and values that tests use.
enum Sample {
    static let here = sure(NodeCode("330800"))
    static let nanping = sure(NodeCode("350700"))
    static let shangrao = sure(NodeCode("361100"))
    static let quzhouCity = sure(CityCode("330800"))
    static let nanpingCity = sure(CityCode("350700"))
    static let shangraoCity = sure(CityCode("361100"))
    /// 2026-11-23T15:00:00Z, 23:00 local time.
    static let time: Int64 = 1_795_446_000_000
    static let caseLane = StreamKey(peer: nanping, lane: .case)
    static let resultLane = StreamKey(peer: nanping, lane: .result)

    static func open(_ folder: TemporaryFolder, node: NodeCode = here, checks: Bool = false) throws -> SQLiteStore {
        var options = SQLiteStore.Options()
        options.checksFile = checks
        return try SQLiteStore(path: folder.file, node: node, epoch: 0xFEDC_BA98_7654_3210, at: time, options: options)
    }

    /// The database of an earlier version: this node's, with the migrations up to one of them.
    static func older(_ folder: TemporaryFolder, upTo migration: String) throws -> DatabaseQueue {
        try FileManager.default.createDirectory(atPath: folder.path + "/data", withIntermediateDirectories: true)
        let queue = try DatabaseQueue(path: folder.file)
        try Schema.migrator.migrate(queue, upTo: migration)
        try queue.write { database in
            try database.execute(
                sql: "INSERT INTO meta (one, node, epoch, created_at) VALUES (1, ?, 1, 1)",
                arguments: [Int64(here.number)]
            )
        }
        return queue
    }

    /// Adds a case as every version's database has it.
    static func addOlderCase(_ database: Database, _ number: CaseNumber, _ state: CaseState) throws {
        try database.execute(
            sql: """
                INSERT INTO case_file (number, collecting, handling, item_code, item_name, state, version,
                    corrections, submitted_at, changed_at)
                VALUES (?, 330800, 350700, 'I', 'x', ?, 1, 0, 1, 1)
                """,
            arguments: ["\(number)", state.row]
        )
    }

    static func number(_ random: UInt64, _ city: CityCode = quzhouCity) -> CaseNumber {
        CaseNumber(collecting: city, at: time, random: random)
    }

    static func record(
        _ random: UInt64,
        _ state: CaseState = .submitted,
        handling: CityCode = nanpingCity,
        item: String = "I-1",
        name: String = "公司设立登记",
        mode: HandlingMode = .online,
        ending: EndingCode? = nil,
        changedAt: Int64 = time
    ) -> CaseRecord {
        CaseRecord(
            number: number(random),
            collecting: quzhouCity,
            handling: handling,
            itemCode: item,
            itemName: name,
            mode: mode,
            state: state,
            version: 1,
            corrections: 0,
            ending: ending,
            submittedAt: time,
            changedAt: changedAt
        )
    }

    static func digest(_ byte: UInt8) -> MaterialDigest { sure(MaterialDigest([UInt8](repeating: byte, count: 32))) }

    static func material(_ byte: UInt8, name: String = "营业执照", size: Int64 = 100) -> MaterialReference {
        MaterialReference(digest: digest(byte), name: name, mediaType: "application/pdf", size: size, form: .copy)
    }

    static func hash(_ value: UInt64) -> Digest {
        var bytes = [UInt8](repeating: 0, count: 32)
        for index in 0..<8 { bytes[index] = UInt8(truncatingIfNeeded: value >> (8 * index)) }
        return sure(Digest(bytes))
    }

    static func position(_ sequence: UInt64) -> Position { Position(sequence: sequence, hash: hash(sequence)) }

    static func receipt(_ stream: StreamKey, _ sequence: UInt64, at: Int64 = time) -> Receipt {
        Receipt(
            lane: stream.lane,
            through: position(sequence),
            gap: false,
            at: Instant(milliseconds: at),
            signature: [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: 64)
        )
    }

    static func header(_ sequence: UInt64) -> [UInt8] { Array("header \(sequence)".utf8) }
}

/// A store of the contract suite: either one that stays open, or one that is closed and opened again after each step.
final class StoreFixture {
    /// The ways in which the suite runs.
    enum Way: CaseIterable, CustomStringConvertible {
        case staysOpen, reopened
        var description: String { self == .staysOpen ? "stays open" : "reopened after each step" }
    }

    let folder: TemporaryFolder
    private let way: Way
    private var open: SQLiteStore

    init(_ way: Way) throws {
        self.way = way
        folder = try TemporaryFolder()
        open = try Sample.open(folder)
        try write {
            try $0.ensure(Sample.nanping)
            try $0.ensure(Sample.shangrao)
        }
    }

    deinit { try? open.close() }

    /// The store for the next step.
    var store: any Store {
        get throws {
            if way == .reopened {
                try open.close()
                open = try Sample.open(folder)
            }
            return open
        }
    }

    @discardableResult
    func write<T>(_ body: (any StoreWriter) throws -> T) throws -> T { try store.write(body) }

    func read<T>(_ body: (any StoreReader) throws -> T) throws -> T { try store.read(body) }
}

extension StoreWriter {
    /// Adds own entries with numbers and moves the stream's end.
    @discardableResult
    func addSentRun(
        _ stream: StreamKey,
        _ sequences: ClosedRange<UInt64>,
        kind: UInt32 = 1,
        at: Int64 = Sample.time,
        bodyBytes: Int = 10
    ) throws -> [EntryID] {
        let ids = try sequences.map {
            try addSent(
                stream,
                sequence: $0,
                kind: kind,
                case: .none,
                at: at,
                header: Sample.header($0),
                body: [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: bodyBytes)
            )
        }
        try setSent(stream, Sample.position(sequences.upperBound))
        return ids
    }

    /// Adds a peer's entries with a signature at the last and moves the stream's end.
    @discardableResult
    func addReceivedRun(
        _ stream: StreamKey,
        _ sequences: ClosedRange<UInt64>,
        kind: UInt32 = 1,
        at: Int64 = Sample.time,
        bodyBytes: Int = 10
    ) throws -> [EntryID] {
        let ids = try sequences.map {
            try addReceived(
                stream,
                sequence: $0,
                kind: kind,
                case: .none,
                at: at,
                header: Sample.header($0),
                body: [UInt8](repeating: UInt8(truncatingIfNeeded: $0), count: bodyBytes)
            )
        }
        try addSignature(
            stream,
            sequence: sequences.upperBound,
            [UInt8](repeating: UInt8(sequences.upperBound), count: 64)
        )
        try setReceived(stream, Sample.position(sequences.upperBound))
        return ids
    }
}
