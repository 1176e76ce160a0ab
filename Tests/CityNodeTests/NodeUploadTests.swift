import CaseModel
import CaseStore
import Foundation
import Testing

@testable import CityNode

@Suite("A node's uploads and its end", .serialized)
struct NodeUploadTests {
    private let town: Town
    private var node: CityNode { town[Sample.quzhou] }

    init() throws {
        town = try Town([Sample.quzhou, Sample.nanping])
        try town.start(Sample.quzhou)
    }

    private func incoming() throws -> [String] { try town.folder.names(in: "data/330800/materials/incoming") }

    @Test("A material is there once, whole, and known to the index")
    func uploads() async throws {
        let bytes = Sample.bytes(70_000, seed: 1)
        let first = try node.beginUpload(limit: .max)
        try bytes.withUnsafeBytes { try first.append($0) }
        #expect(first.count == 70_000)
        let put = try await first.finish(expected: nil)
        #expect(put.digest == Sample.digest(bytes))
        #expect(!put.existed)
        let second = try node.beginUpload(limit: 70_000)
        try bytes.withUnsafeBytes { try second.append($0) }
        #expect(try await second.finish(expected: put.digest).existed)
        let row = try await node.store.read { try $0.material(put.digest) }
        #expect(row?.state == .complete)
        #expect(row?.size == 70_000)
        #expect(row?.source == nil)
        #expect(try incoming().isEmpty)
    }

    @Test("What is too large, is given up or has another digest leaves nothing")
    func leavesNothing() async throws {
        try upload(tooLarge: [UInt8](repeating: 1, count: 11))
        #expect(try incoming().isEmpty)
        let wrong = try node.beginUpload(limit: 10)
        try [UInt8]([1]).withUnsafeBytes { try wrong.append($0) }
        await #expect(throws: MaterialError.digestDiffers(expected: Sample.digest([2]), got: Sample.digest([1]))) {
            _ = try await wrong.finish(expected: Sample.digest([2]))
        }
        #expect(try incoming().isEmpty)
        #expect(try await node.store.read { try $0.material(Sample.digest([1])) } == nil)
    }

    private func upload(tooLarge bytes: [UInt8]) throws {
        let upload = try node.beginUpload(limit: 10)
        try bytes[..<10].withUnsafeBytes { try upload.append($0) }
        #expect(throws: MaterialError.tooLarge(limit: 10)) {
            try bytes[10...].withUnsafeBytes { try upload.append($0) }
        }
    }

    @Test("What was answered before a stop is there after the start, and nobody waits for ever")
    func stops() async throws {
        let node = node
        let answered = await withTaskGroup(of: CaseNumber?.self) { group in
            for index in 0..<200 {
                group.addTask {
                    if index == 100 {
                        node.stop()
                        return nil
                    }
                    return try? await node.submit(to: Sample.nanping)
                }
            }
            return await group.reduce(into: [CaseNumber]()) { list, number in if let number { list.append(number) } }
        }
        await #expect(throws: (any Error).self) { _ = try await node.submit(to: Sample.nanping) }
        await #expect(throws: CancellationError.self) { _ = try await node.exchangeReport() }
        town.stop(Sample.quzhou)
        try town.start(Sample.quzhou)
        let records = try await self.node.records()
        for number in answered { #expect(records[number]?.state == .submitted) }
        #expect(records.count == answered.count)
    }

    @Test("A feed rings after commits, and ends with the node")
    func feed() async throws {
        let node = node
        var rings = node.feed.rings().makeAsyncIterator()
        _ = try await node.submit(to: Sample.nanping)
        #expect(await rings.next() != nil)
        let last = try await node.store.read { try $0.lastEntry() }
        #expect(last.rawValue == 1)
        node.stop()
        while await rings.next() != nil {}
        node.stop()
    }

    @Test("A second node on the same folder is refused")
    func oneOnly() throws {
        #expect(throws: StoreError.self) { _ = try CityNode(configuration: node.configuration, log: Sample.silent) }
    }
}
