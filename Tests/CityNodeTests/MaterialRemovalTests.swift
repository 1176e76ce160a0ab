import CaseModel
import CaseStore
import Foundation
import Testing

@testable import CityNode

@Suite("Removing files: the database first, then the file, and never one that is needed again")
struct MaterialRemovalTests {
    private let city: TestCity
    private let home: TemporaryFolder
    private let folder: MaterialFolder
    private let bytes: [UInt8] = [1, 2, 3]

    init() throws {
        city = try TestCity(Sample.quzhou, peers: [Sample.nanping])
        home = try TemporaryFolder()
        folder = try MaterialFolder(root: home.path + "/materials")
    }

    /// Puts a file in, as an upload does, up to its word in the index.
    private func publish() throws -> MaterialReference {
        let file = try folder.stageUpload()
        try bytes.withUnsafeBytes { try file.append($0) }
        _ = try folder.publish(file, expected: nil)
        return Sample.material(bytes)
    }

    private func mark(_ paper: MaterialReference) throws {
        try city.put(paper)
        try city.run { try $0.writer.beginRemoval(paper.digest, at: 1) }
    }

    private func remove() throws -> MaterialRemoval.Outcome {
        let folder = folder
        return try city.run { try MaterialRemoval(scope: $0, folder: folder).run() }
    }

    @Test("A marked file goes, also after a crash before it went, or between its going and the word of it")
    func crash() throws {
        let paper = try publish()
        try mark(paper)
        try city.restart()
        #expect(folder.size(of: paper.digest) == 3)
        struct Crash: Error {}
        let folder = folder
        let outcomes = city.transaction([
            { scope in
                _ = try MaterialRemoval(scope: scope, folder: folder).run()
                throw Crash()
            }
        ])
        #expect(outcomes[0] is Crash)
        #expect(folder.size(of: paper.digest) == nil)
        #expect(try city.read { try $0.leavingMaterials(limit: 9) } == [paper.digest], "the mark is still there")
        #expect(try remove().removed == [paper.digest])
        #expect(try city.read { try $0.leavingMaterials(limit: 9) }.isEmpty)
        #expect(try remove().removed.isEmpty)
    }

    @Test("A file that is put in again at the same time stays")
    func claimed() throws {
        let paper = try publish()
        try mark(paper)
        folder.claim(paper.digest)
        folder.claim(paper.digest)
        folder.release(paper.digest)
        #expect(try remove().removed.isEmpty)
        #expect(folder.size(of: paper.digest) == 3)
        try city.run { try $0.writer.setMaterialState(paper.digest, .complete, at: 2) }
        folder.release(paper.digest)
        #expect(try remove().removed.isEmpty)
        #expect(folder.size(of: paper.digest) == 3)
    }

    @Test("A file that a new case of a peer names before it goes stays, and is wanted from that peer")
    func namedAgain() throws {
        let paper = try publish()
        try mark(paper)
        var voice = PeerVoice(Sample.nanping, to: Sample.quzhou, .case)
        try voice.submit(Sample.submission(from: Sample.nanping, to: Sample.quzhou, materials: [paper]))
        city.write([.accept(voice.batch(), from: Sample.nanping)])
        #expect(city.last.wanted.map(\.peer) == [Sample.nanping])
        #expect(try remove().removed.isEmpty)
        #expect(folder.size(of: paper.digest) == 3)
        #expect(
            try city.read { try $0.wantedMaterials(Sample.nanping, after: nil, limit: 9) }.map(\.digest) == [
                paper.digest
            ]
        )
    }

    @Test("More files than one transaction takes go in several")
    func many() throws {
        let count = MaterialRemoval.filesMax + 3
        for index in 0..<count {
            let paper = Sample.material(Array("\(index)".utf8))
            try mark(paper)
        }
        var rounds = 0
        var removed = 0
        var outcome: MaterialRemoval.Outcome
        repeat {
            outcome = try remove()
            removed += outcome.removed.count
            rounds += 1
        } while outcome.hasMore
        #expect(removed == count && rounds == 2)
    }
}
