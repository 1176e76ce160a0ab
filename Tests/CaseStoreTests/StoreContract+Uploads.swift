import CaseModel
import ExchangeCore
import Testing

@testable import CaseStore

extension StoreContract {
    private func row(_ letter: Character, length: Int64? = 10, expiresAt: Int64 = 100) -> UploadRow {
        UploadRow(
            id: String(repeating: letter, count: 32),
            length: length,
            metadata: "filename YQ==",
            beganAt: 1,
            expiresAt: expiresAt
        )
    }

    @Test(arguments: StoreFixture.Way.allCases) func uploadsFromFirstToLast(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        var upload = row("a", length: nil)
        try fixture.write { writer throws in
            #expect(try writer.addUpload(upload))
            #expect(try !writer.addUpload(row("a", length: 5)), "the first word stands")
            #expect(try writer.addUpload(row("b", expiresAt: 50)))
        }
        #expect(try fixture.read { try $0.upload(upload.id) } == upload)
        #expect(try fixture.read { try $0.uploadTotals(unknown: 1_000) } == (2, 1_010))
        upload.length = 20
        upload.verified = 7
        try fixture.write { try $0.updateUpload(upload) }
        #expect(try fixture.read { try $0.upload(upload.id) } == upload)
        upload.verified = nil
        upload.material = Sample.digest(1)
        try fixture.write { try $0.updateUpload(upload) }
        #expect(try fixture.read { try $0.upload(upload.id) } == upload)
        #expect(try fixture.read { try $0.uploadTotals(unknown: 1_000) } == (1, 10), "a finished one counts no more")
        #expect(try fixture.read { try $0.uploads(expiringBefore: 100, limit: 9) }.map(\.id) == [row("b").id])
        #expect(try fixture.read { try $0.uploads(expiringBefore: 101, limit: 9) }.map(\.expiresAt) == [50, 100])
        #expect(try fixture.read { try $0.uploads(expiringBefore: 101, limit: 1) }.count == 1)
        try fixture.write { writer throws in
            #expect(try writer.removeUpload(upload.id))
            #expect(try !writer.removeUpload(upload.id))
        }
        #expect(throws: StoreError.self) { try fixture.write { try $0.updateUpload(upload) } }
        #expect(throws: StoreError.self, "a name has 32 characters") {
            try fixture.write { writer throws in
                var short = row("c")
                short.id = "c"
                _ = try writer.addUpload(short)
            }
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func findingsAboutMaterials(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let (case1, entries) = try fixture.write { writer throws in
            for byte: UInt8 in 1...4 {
                _ = try writer.addMaterial(
                    Sample.digest(byte),
                    size: 100,
                    mediaType: "application/pdf",
                    state: .complete,
                    source: nil,
                    at: 10
                )
            }
            let id = try #require(try writer.addCase(Sample.record(1)))
            let entries = try writer.addSentRun(Sample.caseLane, 1...1)
            try writer.linkMaterials([Sample.material(2), Sample.material(2)], to: id, entry: entries[0])
            return (id, entries)
        }
        #expect(!entries.isEmpty)
        let waits = MaterialFinding(standing: .checking, finding: "", at: 11)
        let infected = MaterialFinding(standing: .infected, finding: "Eicar", at: 12)
        try fixture.write { writer throws in
            try writer.setMaterialContent(Sample.digest(1), .pdf)
            try writer.setMaterialCheck(Sample.digest(1), waits)
            try writer.setMaterialCheck(Sample.digest(2), waits)
            try writer.setMaterialCheck(Sample.digest(2), infected)
        }
        try fixture.read { reader throws in
            let row = try #require(try reader.material(Sample.digest(1)))
            #expect(row.content == .pdf && row.standing == .checking && !row.isOpen)
            #expect(try reader.material(Sample.digest(3))?.isOpen == true)
            #expect(try reader.materialCheck(Sample.digest(2))?.finding == infected)
            #expect(try reader.materialCheck(Sample.digest(3)) == nil)
            #expect(try reader.materials(case1).map(\.material.standing) == [.infected, .infected])
            func list(
                _ standings: Set<MaterialStanding>,
                before: Int64? = nil,
                limit: Int = 9
            ) throws -> [MaterialDigest] {
                try reader.materialChecks(standings, before: before, limit: limit).map(\.material.digest)
            }
            #expect(try list([]) == [2, 1].map(Sample.digest))
            #expect(try list([.checking]) == [Sample.digest(1)])
            #expect(try list([.checking, .infected]) == [2, 1].map(Sample.digest))
            #expect(try list([.released]) == [])
            let newest = try #require(try reader.materialChecks([], before: nil, limit: 1).first)
            #expect(try list([], before: newest.id) == [Sample.digest(1)])
            #expect(try reader.cases(with: Sample.digest(2), limit: 9) == [Sample.record(1).number])
            #expect(try reader.cases(with: Sample.digest(1), limit: 9) == [])
        }
        var released = infected
        (released.standing, released.by, released.why) = (.released, "李强", "误报")
        try fixture.write { writer throws in
            try writer.setMaterialCheck(Sample.digest(2), released)
            try writer.setMaterialCheck(Sample.digest(1), nil)
            try writer.setMaterialCheck(Sample.digest(9), nil)
        }
        try fixture.read { reader throws in
            #expect(try reader.materialCheck(Sample.digest(2))?.finding == released)
            #expect(try reader.material(Sample.digest(2))?.isOpen == true)
            #expect(try reader.material(Sample.digest(1))?.standing == nil)
        }
        #expect(throws: StoreError.self, "whoever decides has a name") {
            try fixture.write {
                try $0.setMaterialCheck(Sample.digest(1), .init(standing: .released, finding: "", at: 1))
            }
        }
        #expect(throws: StoreError.self) { try fixture.write { try $0.setMaterialCheck(Sample.digest(9), waits) } }
        #expect(throws: StoreError.self) { try fixture.write { try $0.setMaterialContent(Sample.digest(9), .pdf) } }
        // What is forgotten is forgotten with what was found about it.
        try fixture.write { writer throws in
            try writer.setMaterialCheck(Sample.digest(4), waits)
            #expect(try writer.removeMaterial(Sample.digest(4)))
        }
        #expect(try fixture.read { try $0.materialChecks([.checking], before: nil, limit: 9) }.isEmpty)
    }
}
