import CaseModel
import CaseStore
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("The check for viruses", .serialized)
struct VirusCheckTests {
    private static let bad = Array("a bad text".utf8)
    private let town: Town
    private let scanner: FakeScanner
    private var node: CityNode { town[Sample.quzhou] }

    init() throws {
        town = try Town([Sample.quzhou, Sample.nanping])
        scanner = try FakeScanner(
            path: "/tmp/tongban-scanner-\(UUID().uuidString.prefix(8))",
            .finds(Self.bad, name: "Test.Bad")
        )
    }

    private func start(_ policy: String, more: String = "") throws {
        try town.configure(
            Sample.quzhou,
            adding: "materials: {clamd: {socket: \(scanner.path), on-failure: \(policy), timeout: 1\(more)}}"
        )
        try town.start(Sample.quzhou)
    }

    private func put(_ bytes: [UInt8]) async throws -> CityNode.KeptMaterial {
        let upload = try node.beginUpload(limit: .max)
        try bytes.withUnsafeBytes { try upload.append($0) }
        return try await upload.finish(expected: nil)
    }

    private func standing(_ bytes: [UInt8]) async throws -> MaterialStanding? {
        try await node.store.read { try $0.material(Sample.digest(bytes))?.standing }
    }

    private func isInAlarm(_ code: String) -> Bool { node.alarms.list.contains { $0.code.rawValue == code } }

    @Test("What is clean is open at once, what is not is kept aside until somebody decides")
    func checks() async throws {
        try start("refuse")
        let good = Array("a good text".utf8)
        let first = try await put(good)
        #expect(!first.isBeingChecked)
        #expect(try await standing(good) == nil)
        let second = try await put(good)
        #expect(second.existed)
        #expect(scanner.count == 1, "what was clean is not sent again")
        let digest = Sample.digest(Self.bad)
        for _ in 0..<2 {
            await #expect(throws: MaterialError.infected(digest, finding: "Test.Bad")) { _ = try await put(Self.bad) }
        }
        #expect(try await standing(Self.bad) == .infected)
        #expect(isInAlarm("material-infected"))
        let mode = try FileManager.default.attributesOfItem(
            atPath: town.folder.path + "/data/330800/materials/\(digest.description.prefix(2))/\(digest)"
        )
        #expect((mode[.posixPermissions] as? NSNumber)?.intValue == 0)
        await #expect(
            throws: CommandError.materialWithheld(digest, field: "materials[0].digest", isBeingChecked: false)
        ) {
            _ = try await node.submit(to: Sample.nanping, materials: [Sample.material(Self.bad, name: "表")])
        }
        let released = try await node.releaseMaterial(digest, by: "李强", why: "误报")
        #expect(released.finding.standing == .released && released.finding.by == "李强")
        let repeated = try await node.releaseMaterial(digest, by: "王芳", why: "again")
        #expect(repeated.finding == released.finding)
        #expect(!isInAlarm("material-infected"))
        let third = try await put(Self.bad)
        #expect(third.existed)
        let pdf = Sample.material(Self.bad, name: "表")
        let refusal = ContentRefusal.differs(declared: "application/pdf", found: .text)
        await #expect(throws: CommandError.content(refusal, field: "materials[0].mediaType")) {
            _ = try await node.submit(to: Sample.nanping, materials: [pdf])
        }
        var paper = pdf
        paper.mediaType = "text/plain"
        _ = try await node.submit(to: Sample.nanping, materials: [paper])
        let audit = try await node.store.read { try $0.lastAudit() }
        let event = try #require(audit?.record.event)
        #expect(event.action == .release && event.account == "李强")
        #expect(event.number == nil && event.subject == "\(digest)", "it belonged to no case when it was decided")
    }

    @Test("What an operator discards is gone, and is not taken again")
    func discards() async throws {
        try start("refuse")
        let digest = Sample.digest(Self.bad)
        await #expect(throws: MaterialError.self) { _ = try await put(Self.bad) }
        _ = try await node.discardMaterial(digest, by: "李强", why: "病毒")
        _ = try await node.discardMaterial(digest, by: "李强", why: "病毒")
        #expect(node.materials.size(of: digest) == nil)
        #expect(try await standing(Self.bad) == .discarded)
        await #expect(throws: MaterialError.discarded(digest)) { _ = try await put(Self.bad) }
        #expect(node.materials.size(of: digest) == nil)
        await #expect(throws: MaterialError.discarded(digest)) {
            _ = try await node.releaseMaterial(digest, by: "李强", why: "x")
        }
        await #expect(throws: MaterialError.absent(Sample.digest([9]))) {
            _ = try await node.discardMaterial(Sample.digest([9]), by: "李强", why: "x")
        }
    }

    @Test("Without a scanner an upload is refused and leaves nothing, or waits and is checked after a restart")
    func failures() async throws {
        scanner.stop()
        try start("refuse")
        let bytes = Array("whatever".utf8)
        await #expect(throws: MaterialError.self) { _ = try await put(bytes) }
        #expect(isInAlarm("virus-check-fails"))
        #expect(node.materials.size(of: Sample.digest(bytes)) == nil)
        let row = try await node.store.read { try $0.material(Sample.digest(bytes)) }
        #expect(row?.isErased == true)
    }

    @Test("A restart goes on with what was not checked")
    func goesOn() async throws {
        scanner.stop()
        try start("quarantine")
        let kept = try await put(Self.bad)
        #expect(kept.isBeingChecked)
        #expect(try await standing(Self.bad) == .checking)
        let material = Sample.material(Self.bad, name: "表")
        await #expect(
            throws: CommandError.materialWithheld(material.digest, field: "materials[0].digest", isBeingChecked: true)
        ) { _ = try await node.submit(to: Sample.nanping, materials: [material]) }
        town.stop(Sample.quzhou)
        let again = try FakeScanner(path: scanner.path, .finds(Self.bad, name: "Test.Bad"))
        defer { again.stop() }
        try town.start(Sample.quzhou)
        let inspector = try #require(node.inspector)
        #expect(try await inspector.round(node.store) == [material.digest])
        #expect(try await standing(Self.bad) == .infected)
    }

    @Test("Files of other cities are checked and marked when they come")
    func otherCities() async throws {
        try start("quarantine")
        try town.start(Sample.nanping)
        let there = town[Sample.nanping]
        let good = Array("no picture at all".utf8)
        let materials = [
            try await there.put(good, name: "照片"), try await there.put(Self.bad, name: "申请表"),
        ]
        let number = try await there.submit(to: Sample.quzhou, materials: materials)
        try await until("the materials to come") {
            try await node.store.read { reader in
                try materials.allSatisfy { try reader.material($0.digest)?.state == .complete }
            }
        }
        let inspector = try #require(node.inspector)
        try await until("the check to end") {
            _ = try await inspector.round(node.store)
            return try await node.store.read { try $0.materialChecks([.checking], before: nil, limit: 9) }.isEmpty
        }
        #expect(try await standing(good) == .differs, "it is said to be a picture")
        #expect(try await standing(Self.bad) == .infected)
        let record = try #require(try await node.store.read { try $0.lastAudit() }).record
        #expect(record.event.action == .withhold && record.event.number == number)
        _ = try await node.discardMaterial(Sample.digest(Self.bad), by: "李强", why: "病毒")
        let last = try await node.store.read { try $0.lastAudit() }
        #expect(last?.record.event.action == .discard)
    }

    @Test(arguments: [
        ("says 'nonsense'", FakeScanner.Manner.says("nonsense")), ("says ''", .says("")),
        ("size limit exceeded", .closes(after: 20, saying: "INSTREAM size limit exceeded. ERROR")),
        ("too long", .silent),
    ])
    func badAnswers(what: String, manner: FakeScanner.Manner) throws {
        let scanner = try FakeScanner(path: "/tmp/tongban-scanner-\(UUID().uuidString.prefix(8))", manner)
        defer { scanner.stop() }
        var settings = ClamdSettings(address: .socket(scanner.path))
        settings.secondsMax = 1
        let file = town.folder.path + "/file"
        try Data(count: 1 << 20).write(to: URL(filePath: file))
        let descriptor = open(file, O_RDONLY)
        defer { close(descriptor) }
        guard case .failed(let why) = ClamdClient(settings: settings).scan(descriptor, size: 1 << 20) else {
            Issue.record("\(what): not a failure")
            return
        }
        #expect(!why.isEmpty)
        settings.bytesMax = 10
        #expect(ClamdClient(settings: settings).scan(descriptor, size: 11) != .clean)
    }

    @Test(arguments: [
        ("stream: OK\0", ClamdClient.Verdict.clean), ("stream: OK\n", .clean),
        ("stream: Eicar-Test-Signature FOUND\0", .infected("Eicar-Test-Signature")),
    ])
    func answers(text: String, verdict: ClamdClient.Verdict) {
        #expect(ClamdClient.verdict(Array(text.utf8)) == verdict)
    }
}
