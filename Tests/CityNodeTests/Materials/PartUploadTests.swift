import CaseModel
import CaseStore
import Crypto
import Foundation
import Testing

@testable import CityNode

@Suite("Uploads in parts", .serialized)
struct PartUploadTests {
    private let town: Town
    private var node: CityNode { town[Sample.quzhou] }

    init() throws {
        town = try Town([Sample.quzhou, Sample.nanping])
        try town.configure(Sample.quzhou, adding: "materials: {uploads: {open: 3, bytes: 3 GiB}}")
        try town.start(Sample.quzhou)
    }

    private func incoming() throws -> [String] { try town.folder.names(in: "data/330800/materials/incoming") }

    /// A text of so many bytes.
    private func text(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(65 + $0 % 26) } }

    private func metadata(_ type: String, digest: MaterialDigest? = nil) -> String {
        func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }
        return "filetype \(base64(type))" + (digest.map { ",sha256 \(base64("\($0)"))" } ?? "")
    }

    private func begin(_ length: Int64?, _ metadata: String = "", key: String? = nil) async throws -> String {
        try await node.beginUpload(length: length, metadata: metadata, key: key).standing.row.id
    }

    @discardableResult
    private func send(
        _ bytes: some Collection<UInt8>,
        to id: String,
        at offset: Int64,
        checksum: PartChecksum? = nil,
        breaksOff: Bool = false
    ) async throws -> UploadStanding {
        let turn = try await node.takeTurn(id, at: offset, checksum: checksum)
        try Array(bytes).withUnsafeBytes { try turn.append($0) }
        return try await turn.end(isWhole: !breaksOff)
    }

    @Test("Parts become a material, also over a restart")
    func parts() async throws {
        let bytes = text(50_000)
        let digest = Sample.digest(bytes)
        let id = try await begin(50_000, metadata("text/plain", digest: digest))
        #expect(try await send(bytes[..<20_000], to: id, at: 0).offset == 20_000)
        town.stop(Sample.quzhou)
        try town.start(Sample.quzhou)
        #expect(try await node.uploadStanding(id).offset == 20_000)
        #expect(try await send(bytes[20_000..<30_000], to: id, at: 20_000, breaksOff: true).offset == 30_000)
        let whole = try await send(bytes[30_000...], to: id, at: 30_000)
        #expect(whole.row.material == digest && whole.offset == 50_000)
        #expect(try await node.uploadStanding(id).row.material == digest)
        let row = try #require(try await node.store.read { try $0.material(digest) })
        #expect(row.state == .complete && row.size == 50_000 && row.content == .text)
        #expect(try node.materials.content(of: digest) == .text)
        #expect(try incoming().isEmpty)
        await #expect(throws: UploadError.offset(given: 0, current: 50_000)) { try await send([1], to: id, at: 0) }
    }

    @Test("An upload whose last answer was lost becomes a material when somebody asks")
    func lostAnswer() async throws {
        let bytes = text(1_000)
        let id = try await begin(1_000)
        try await send(bytes[..<600], to: id, at: 0)
        town.stop(Sample.quzhou)
        // What a node had written and not answered when it was killed.
        let path = town.folder.path + "/data/330800/materials/incoming/\(id).tus"
        try Data(bytes).write(to: URL(filePath: path))
        try town.start(Sample.quzhou)
        #expect(try await node.uploadStanding(id).row.material == Sample.digest(bytes))
    }

    @Test("A part with a checksum is kept when it is right, and as a whole or not at all")
    func checksums() async throws {
        let bytes = text(3_000)
        let id = try await begin(3_000)
        func sum(_ part: ArraySlice<UInt8>) -> PartChecksum {
            PartChecksum(.sha1, Array(Insecure.SHA1.hash(data: Array(part))))
        }
        try await send(bytes[..<1_000], to: id, at: 0, checksum: sum(bytes[..<1_000]))
        await #expect(throws: UploadError.checksum) {
            try await send(bytes[1_000..<2_000], to: id, at: 1_000, checksum: sum(bytes[..<1_000]))
        }
        #expect(try await node.uploadStanding(id).offset == 1_000)
        // Cut off in the middle, what came is not verified.
        let cut = try await send(
            bytes[1_000..<1_500],
            to: id,
            at: 1_000,
            checksum: sum(bytes[1_000..<2_000]),
            breaksOff: true
        )
        #expect(cut.offset == 1_000)
        // A crash in the middle leaves bytes on the disk that nobody has verified.
        let turn = try await node.takeTurn(id, at: 1_000, checksum: sum(bytes[1_000...]))
        try Array(bytes[1_000..<1_700]).withUnsafeBytes { try turn.append($0) }
        town.stop(Sample.quzhou)
        try town.start(Sample.quzhou)
        #expect(try await node.uploadStanding(id).offset == 1_000)
        for (algorithm, value) in [
            (PartChecksum.Algorithm.md5, Array(Insecure.MD5.hash(data: bytes[1_000..<2_000]))),
            (.sha256, Array(SHA256.hash(data: bytes[2_000...]))),
        ] {
            let offset: Int64 = algorithm == .md5 ? 1_000 : 2_000
            let part = bytes[Int(offset)..<Int(offset) + 1_000]
            try await send(part, to: id, at: offset, checksum: PartChecksum(algorithm, value))
        }
        #expect(try await node.uploadStanding(id).row.material == Sample.digest(bytes))
    }

    @Test("One writes at a time, at the place where the upload stands, and not beyond its length")
    func order() async throws {
        let id = try await begin(10)
        let turn = try await node.takeTurn(id, at: 0)
        await #expect(throws: UploadError.locked(id)) { try await node.takeTurn(id, at: 0) }
        await #expect(throws: UploadError.locked(id)) { try await node.uploadStanding(id) }
        await #expect(throws: UploadError.locked(id)) { try await node.removeUpload(id) }
        _ = try await turn.end(isWhole: false)
        await #expect(throws: UploadError.offset(given: 4, current: 0)) { try await node.takeTurn(id, at: 4) }
        let long = try await node.takeTurn(id, at: 0)
        #expect(throws: UploadError.length(10)) { try text(11).withUnsafeBytes { try long.append($0) } }
        _ = try await long.end(isWhole: false, keeps: false)
        #expect(try await node.uploadStanding(id).offset == 0)
        // Whoever forgets its turn keeps nobody out.
        do { _ = try await node.takeTurn(id, at: 0) }
        #expect(try await node.uploadStanding(id).offset == 0)
    }

    @Test("A length may come later, once")
    func deferredLength() async throws {
        let id = try await begin(nil)
        #expect(try await send(text(5), to: id, at: 0).row.length == nil)
        let turn = try await node.takeTurn(id, at: 5, length: 8)
        try Array(text(8)[5...]).withUnsafeBytes { try turn.append($0) }
        #expect(try await turn.end(isWhole: true).row.material == Sample.digest(text(8)))
        let other = try await begin(9)
        await #expect(throws: UploadError.length(9)) { try await node.takeTurn(other, at: 0, length: 10) }
    }

    @Test("What is not taken leaves nothing")
    func refusals() async throws {
        for (bytes, said) in [
            (text(10), metadata("image/jpeg")), (Array("<html></html>".utf8), ""),
            (text(10), metadata("text/plain", digest: Sample.digest([1]))),
        ] {
            let id = try await begin(Int64(bytes.count), said)
            await #expect(throws: MaterialError.self) { try await send(bytes, to: id, at: 0) }
            await #expect(throws: UploadError.absent(id)) { try await node.uploadStanding(id) }
            #expect(try await node.store.read { try $0.material(Sample.digest(bytes)) } == nil)
            #expect(try incoming().isEmpty)
        }
    }

    @Test("Uploads are bounded, and over after their time")
    func bounds() async throws {
        for _ in 0..<2 { _ = try await begin(1 << 30) }
        await #expect(throws: UploadError.self, "more bytes than all may have") { _ = try await begin((1 << 30) + 1) }
        let last = try await begin(1)
        await #expect(throws: UploadError.self, "more than may be open") { _ = try await begin(1) }
        await #expect(throws: MaterialError.self) { _ = try await begin(3 << 30) }
        try await send([], to: last, at: 0)
        try await node.removeUpload(last)
        await #expect(throws: UploadError.absent(last)) { try await node.uploadStanding(last) }
        let id = try await begin(1)
        var row = try #require(try await node.store.read { try $0.upload(id) })
        row.expiresAt = 1
        let over = row
        try await node.pipeline.run { try $0.writer.updateUpload(over) }
        await #expect(throws: UploadError.absent(id)) { try await node.uploadStanding(id) }
        let stray = town.folder.path + "/data/330800/materials/incoming/\(String(repeating: "e", count: 32)).tus"
        try Data([1]).write(to: URL(filePath: stray))
        await node.expireUploads()
        #expect(try await node.store.read { try $0.upload(id) } == nil)
        #expect(try incoming().isEmpty)
    }

    @Test("A key begins one upload")
    func keys() async throws {
        let id = try await begin(4, "", key: "k1")
        let again = try await node.beginUpload(length: 4, metadata: "", key: "k1")
        #expect(again.standing.row.id == id && again.replayed)
        await #expect(throws: CommandError.keyReused("k1")) { _ = try await begin(5, "", key: "k1") }
        #expect(try await begin(4, "", key: "k2") != id)
    }

    @Test("Nothing is no file")
    func empty() async throws {
        await #expect(throws: MaterialError.content(.empty)) { _ = try await begin(0) }
        #expect(try incoming().isEmpty)
    }
}
