import CaseModel
import Foundation
import Testing

@testable import CityNode

/// Files that are published while others come.
extension MaterialLoopTests {
    @Test("Others come while files are published, but no more than the disk keeps up with")
    func publishingIsBounded() {
        let most = MaterialLimits.publishingMax
        let all = (0..<most * 2).map { [UInt8](repeating: UInt8($0), count: 10) }
        for bytes in all { loop.want(wanted(bytes)) }
        func come() -> [MaterialDigest] {
            var came: [MaterialDigest] = []
            while case let requests = take().requests, !requests.isEmpty {
                for request in requests {
                    guard let bytes = all.first(where: { wanted($0).digest == request.digest }) else { continue }
                    loop.take(chunk(bytes, of: bytes), from: Sample.nanping)
                    came.append(Sample.digest(bytes))
                }
            }
            return came
        }
        let first = come()
        // Those that have their turn and come whole wait in it for the disk.
        #expect(first.count == most - 1 + MaterialLimits.fetchesPerPeerMax)
        #expect(first.allSatisfy { folder.size(of: $0) == nil })
        publishWhole()
        #expect(first.allSatisfy { folder.size(of: $0) == 10 })
        let said = said.value.withLock { $0.complete }
        #expect(said == first)
        var rest: [MaterialDigest] = []
        while case let came = come(), !came.isEmpty {
            rest += came
            publishWhole()
        }
        #expect(Set(first + rest) == Set(all.map { Sample.digest($0) }) && first.count + rest.count == all.count)
    }

    @Test("The memory of a large file is lent until it is published, and given back when nothing is under way")
    func memoryOfLargeFiles() throws {
        let bytes = Sample.bytes(BlockMemory.blockBytes, seed: 1)
        loop.want(wanted(bytes))
        #expect(folder.blocks.count == 1)
        var offset = 0
        while offset < bytes.count {
            for request in take().requests {
                loop.take(part(request, of: bytes), from: Sample.nanping)
                offset += request.length
            }
        }
        _ = loop.tick()
        #expect(folder.blocks.count == 1)
        _ = tick()
        #expect(take().complete == [Sample.digest(bytes)])
        #expect(folder.blocks.count == 0)
    }

    @Test("A file that was wanted again while it was published is fetched once")
    func wantedWhilePublished() {
        loop.want(wanted([1]))
        loop.take(chunk([1], of: [1]), from: Sample.nanping)
        #expect(take().requests.count == 1)
        loop.want(wanted([1]))
        loop.want(wanted([1], from: Sample.shangrao))
        loop.hurry(Sample.nanping)
        _ = tick()
        let said = take()
        #expect(said.requests.isEmpty && said.complete == [Sample.digest([1])])
    }

    @Test("The publisher tells of every file, those with wrong bytes too, and ends when all are published")
    func threads() throws {
        let told = Box<[Publication]>([])
        let publisher = MaterialPublisher(folder: folder) { some in told.value.withLock { $0 += some } }
        let files = (0..<50).map { Sample.bytes(100 + $0, seed: UInt64($0)) }
        for (index, bytes) in files.enumerated() {
            let file = try folder.stagePart(Sample.digest(bytes))
            try (index % 7 == 3 ? [0] : bytes).withUnsafeBytes { try file.append($0) }
            publisher.add(WholeFile(digest: Sample.digest(bytes), file: file))
        }
        publisher.stop()
        let all = told.value.withLock { $0 }
        #expect(all.count == files.count)
        for (index, bytes) in files.enumerated() {
            let digest = Sample.digest(bytes)
            let publication = try #require(all.first { $0.digest == digest })
            #expect((publication.failure != nil) == (index % 7 == 3))
            #expect(folder.size(of: digest) == (index % 7 == 3 ? nil : Int64(100 + index)))
        }
        #expect(try temporary.names(in: "materials/incoming").isEmpty)
    }
}
