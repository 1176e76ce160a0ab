import CaseModel
import Foundation
import TestChance
import Testing

@testable import CityNode

/// Files that are written in blocks past the kernel's cache, beside what the same bytes are.
///
/// Where the tests' disk cannot do it, all go through the cache, and only the first test says less.
extension MaterialTests {
    /// Whether the file system lets a file be written so.
    private func canDirect() throws -> Bool {
        try temporary.write("x", to: "probe")
        let descriptor = open(temporary.path + "/probe", O_RDWR)
        defer { close(descriptor) }
        return fcntl(descriptor, F_SETFL, __O_DIRECT) == 0
    }

    @Test("Only whole blocks are in the file, and the rest once it is synced")
    func wholeBlocks() throws {
        let bytes = Sample.bytes(BlockMemory.blockBytes + 5_000, seed: 1)
        let digest = Sample.digest(bytes)
        let file = try folder.stagePart(digest)
        file.writeBlocks(of: folder.blocks)
        #expect(file.writesBlocks == (try canDirect()))
        try append(bytes[..<5_000], to: file)
        if file.writesBlocks { #expect(folder.partSize(of: digest) == 0) }
        try append(bytes[5_000...], to: file)
        if file.writesBlocks { #expect(folder.partSize(of: digest) == Int64(BlockMemory.blockBytes)) }
        #expect(file.count == bytes.count)
        try file.sync()
        #expect(!file.writesBlocks)
        #expect(folder.partSize(of: digest) == Int64(bytes.count))
        #expect(try folder.publish(file, expected: digest) == digest)
        #expect(try read(digest) == bytes)
    }

    @Test("Whatever pieces it comes in, and wherever it is begun anew, a file is what was written", arguments: 0..<20)
    func anyPieces(seed: UInt64) throws {
        var generator = SplitMix(seed: seed)
        let size = Int.random(in: 1...4 * BlockMemory.blockBytes, using: &generator)
        let bytes = Sample.bytes(size, seed: seed)
        let digest = Sample.digest(bytes)
        var file = try folder.stagePart(digest)
        var writesBlocks = Bool.random(using: &generator)
        if writesBlocks { file.writeBlocks(of: folder.blocks) }
        while file.count < size {
            let start = Int(file.count)
            let piece = min(size - start, .random(in: 1...3 * BlockMemory.blockBytes / 2, using: &generator))
            try append(bytes[start..<start + piece], to: file)
            switch Int.random(in: 0..<6, using: &generator) {
            case 0:
                // Closed as at the end of a node: the last block is lost, and the rest goes on anywhere.
                file = try folder.stagePart(digest)
                #expect(file.count <= start + piece && start + piece - Int(file.count) <= BlockMemory.blockBytes)
                writesBlocks = Bool.random(using: &generator)
                if writesBlocks { file.writeBlocks(of: folder.blocks) }
            case 1:
                try file.sync()
                #expect(folder.partSize(of: digest) == file.count)
                if Bool.random(using: &generator) { file.writeBlocks(of: folder.blocks) }
            default: break
            }
        }
        #expect(try folder.publish(file, expected: digest) == digest)
        #expect(try read(digest) == bytes)
    }

    @Test("A part that ends where no block may begin goes on through the cache")
    func oddStart() throws {
        let bytes = Sample.bytes(3 * BlockMemory.blockBytes, seed: 3)
        let digest = Sample.digest(bytes)
        try append(bytes[..<1_001], to: try folder.stagePart(digest))
        let file = try folder.stagePart(digest)
        file.writeBlocks(of: folder.blocks)
        try append(bytes[1_001...], to: file)
        #expect(try folder.publish(file, expected: digest) == digest)
        #expect(try read(digest) == bytes)
    }

    @Test("A file's last block waits for the sync, though it is whole")
    func lastBlock() throws {
        let bytes = Sample.bytes(2 * BlockMemory.blockBytes, seed: 5)
        let digest = Sample.digest(bytes)
        let file = try folder.stagePart(digest)
        file.writeBlocks(of: folder.blocks)
        let writesBlocks = file.writesBlocks
        try append(bytes, to: file)
        #expect(folder.partSize(of: digest) == Int64(writesBlocks ? BlockMemory.blockBytes : bytes.count))
        try file.sync()
        #expect(folder.partSize(of: digest) == Int64(bytes.count))
        #expect(try file.content() == .unknown)
        #expect(try folder.publish(file, expected: digest) == digest)
        #expect(try read(digest) == bytes)
    }

    @Test("What a block has no room for is not taken")
    func gathers() throws {
        let path = temporary.path + "/file"
        let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
        defer { close(descriptor) }
        guard let blocks = DirectBlocks(descriptor: descriptor, start: 0, memory: folder.blocks) else { return }
        let bytes = Sample.bytes(BlockMemory.blockBytes, seed: 4)
        bytes.withUnsafeBytes { all in
            #expect(blocks.gather(UnsafeRawBufferPointer(rebasing: all[..<10])) == 10)
            #expect(blocks.gather(all) == all.count - 10)
            #expect(blocks.isFull && blocks.gather(all) == 0)
            #expect(blocks.bytes.prefix(10).elementsEqual(all[..<10]))
            blocks.clear()
            #expect(blocks.bytes.isEmpty && blocks.start == Int64(all.count))
        }
    }

    @Test("More files than there are blocks for are written all the same")
    func manyLargeFiles() throws {
        let all = try (0..<BlockMemory.lentMax + 3).map { index in
            let bytes = Sample.bytes(BlockMemory.blockBytes + index, seed: UInt64(index) + 9)
            let file = try folder.stagePart(Sample.digest(bytes))
            file.writeBlocks(of: folder.blocks)
            return (bytes, file)
        }
        #expect(all.count { $0.1.writesBlocks } <= BlockMemory.lentMax)
        for (bytes, file) in all {
            try append(bytes, to: file)
            #expect(try read(folder.publish(file, expected: nil)) == bytes)
        }
    }

    @Test("Memory is used again, and given back when nobody uses it")
    func memory() throws {
        let memory = BlockMemory()
        let first = try #require(memory.take())
        let second = try #require(memory.take())
        #expect(first.bytes.baseAddress != second.bytes.baseAddress)
        memory.give(first)
        #expect(memory.take()?.bytes.baseAddress == first.bytes.baseAddress)
        memory.give(first)
        memory.trim()
        #expect(memory.count == 1, "what is lent stays")
        memory.give(second)
        #expect(memory.count == 1)
        memory.trim()
        #expect(memory.count == 0)
    }
}
