import CaseModel
import ExchangeCore
import Testing

@testable import CaseStore

extension StoreContract {
    @Test(arguments: StoreFixture.Way.allCases) func materialsFromWantedToComplete(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let digest = Sample.digest(1)
        let row = try fixture.write {
            try $0.addMaterial(
                digest,
                size: 100,
                mediaType: "image/jpeg",
                state: .wanted,
                source: Sample.nanping,
                at: Sample.time
            )
        }
        #expect(
            row
                == MaterialRow(
                    digest: digest,
                    size: 100,
                    mediaType: "image/jpeg",
                    state: .wanted,
                    received: 0,
                    source: Sample.nanping,
                    addedAt: Sample.time
                )
        )
        let again = try fixture.write {
            try $0.addMaterial(digest, size: 101, mediaType: "x/y", state: .complete, source: nil, at: 9)
        }
        #expect(again == row, "the first word stands")
        func state() throws -> (MaterialState?, Int64?) {
            let row = try fixture.read { try $0.material(digest) }
            return (row?.state, row?.received)
        }
        try fixture.write { try $0.setMaterialProgress(digest, received: 60) }
        #expect(try state() == (.partial, 60))
        try fixture.write { try $0.setMaterialProgress(digest, received: 0) }
        #expect(try state() == (.wanted, 0))
        try fixture.write { try $0.setMaterialProgress(digest, received: 100) }
        try fixture.write { try $0.setMaterialState(digest, .corrupt, at: 5) }
        #expect(try state() == (.corrupt, 100))
        #expect(throws: StoreError.self) { try fixture.write { try $0.setMaterialProgress(digest, received: 4) } }
        try fixture.write { try $0.setMaterialState(digest, .wanted, at: 5) }
        #expect(try state() == (.wanted, 0))
        #expect(try fixture.read { try $0.totals() }.materials == 0)
        try fixture.write { try $0.setMaterialState(digest, .complete, at: 5) }
        #expect(try state() == (.complete, 100))
        let totals = try fixture.read { try $0.totals() }
        #expect(totals.materials == 1 && totals.materialBytes == 100 && totals.databaseBytes > 8_192)
        try fixture.write { try $0.setMaterialState(digest, .complete, at: 6) }
        #expect(try fixture.read { try $0.totals() }.materials == 1, "it was here already")
        #expect(throws: StoreError.self) {
            try fixture.write { try $0.setMaterialState(Sample.digest(9), .complete, at: 5) }
        }
        #expect(try fixture.read { try $0.material(Sample.digest(9)) } == nil)
    }

    @Test(arguments: StoreFixture.Way.allCases) func whereAMaterialMayBeHadFrom(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let digest = Sample.digest(1)
        let ids = try fixture.write { writer throws in
            _ = try writer.addMaterial(
                digest,
                size: 100,
                mediaType: "application/pdf",
                state: .wanted,
                source: Sample.nanping,
                at: 10
            )
            let entries = try writer.addReceivedRun(Sample.caseLane, 1...4)
            return try entries.enumerated().map { index, entry in
                let handling = index == 2 ? Sample.shangraoCity : Sample.nanpingCity
                let id = try sure(writer.addCase(Sample.record(UInt64(index), handling: handling)))
                if index != 3 { try writer.linkMaterials([Sample.material(1)], to: id, entry: entry) }
                return id
            }
        }
        func sources() throws -> [NodeCode] { try fixture.read { try $0.sources(of: digest, besides: Sample.here) } }
        #expect(try sources() == [Sample.nanping, Sample.shangrao])
        try fixture.write { try $0.setErased(ids[2], at: 2) }
        #expect(try sources() == [Sample.nanping])
        #expect(try fixture.read { try $0.sources(of: Sample.digest(9), besides: Sample.here) }.isEmpty)
    }

    @Test(arguments: StoreFixture.Way.allCases) func materialsOfCases(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let (id, entries) = try fixture.write { writer throws in
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
            let entries = try writer.addSentRun(Sample.caseLane, 1...2)
            try writer.linkMaterials(
                [Sample.material(2, name: "乙"), Sample.material(1, name: "甲"), Sample.material(2, name: "丙")],
                to: id,
                entry: entries[0]
            )
            try writer.linkMaterials([Sample.material(3)], to: id, entry: entries[1])
            try writer.linkMaterials([Sample.material(3)], to: id, entry: entries[1])
            return (id, entries)
        }
        try fixture.read { reader throws in
            let materials = try reader.materials(id)
            #expect(materials.map(\.name) == ["乙", "甲", "丙", "营业执照"])
            #expect(materials.map(\.material.digest) == [2, 1, 2, 3].map(Sample.digest))
            #expect(materials.map(\.entry) == [entries[0], entries[0], entries[0], entries[1]])
            #expect(materials.allSatisfy { $0.form == .copy })
            #expect(try reader.mayRead(Sample.digest(1), Sample.nanping))
            #expect(try reader.mayRead(Sample.digest(1), Sample.here))
            #expect(try !reader.mayRead(Sample.digest(1), Sample.shangrao), "no party to a case that has it")
            #expect(try !reader.mayRead(Sample.digest(4), Sample.nanping), "belongs to no case")
            #expect(try !reader.mayRead(Sample.digest(9), Sample.nanping))
            #expect(try reader.cases(holding: Sample.digest(1), limit: 10).count == 1)
            #expect(try reader.cases(holding: Sample.digest(1), limit: 0).isEmpty)
            #expect(try reader.cases(holding: Sample.digest(4), limit: 10).isEmpty, "belongs to no case")
            #expect(try reader.unlinkedMaterials(before: 11, limit: 5).map(\.digest) == [Sample.digest(4)])
            #expect(try reader.unlinkedMaterials(before: 10, limit: 5).isEmpty)
        }
        #expect(throws: StoreError.self) {
            try fixture.write { try $0.linkMaterials([Sample.material(9)], to: id, entry: entries[0]) }
        }
        try fixture.write { writer throws in
            #expect(try !writer.removeMaterial(Sample.digest(1)))
            #expect(try writer.removeMaterial(Sample.digest(4)))
            #expect(try !writer.removeMaterial(Sample.digest(4)))
        }
        #expect(try fixture.read { try $0.material(Sample.digest(4)) } == nil)
    }

    @Test(arguments: StoreFixture.Way.allCases) func wantedMaterialsByPeer(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        try fixture.write { writer throws in
            for byte: UInt8 in 1...6 {
                _ = try writer.addMaterial(
                    Sample.digest(byte),
                    size: 100,
                    mediaType: "a/b",
                    state: .wanted,
                    source: byte == 4 ? Sample.shangrao : Sample.nanping,
                    at: 1
                )
            }
            try writer.setMaterialProgress(Sample.digest(2), received: 1)
            try writer.setMaterialState(Sample.digest(3), .complete, at: 2)
            try writer.setMaterialState(Sample.digest(5), .corrupt, at: 2)
        }
        func wanted(_ peer: NodeCode, _ limit: Int = 10, after: UInt8? = nil) throws -> [MaterialDigest] {
            try fixture.read {
                try $0.wantedMaterials(peer, after: after.map(Sample.digest), limit: limit).map(\.digest)
            }
        }
        #expect(try wanted(Sample.nanping) == [1, 2, 6].map(Sample.digest))
        #expect(try wanted(Sample.nanping, 2) == [1, 2].map(Sample.digest))
        #expect(try wanted(Sample.nanping, after: 1) == [2, 6].map(Sample.digest))
        // One that came meanwhile, and one that nobody knows any more.
        #expect(try wanted(Sample.nanping, after: 3) == [Sample.digest(6)])
        #expect(try wanted(Sample.nanping, after: 6).isEmpty)
        #expect(try wanted(Sample.nanping, 1, after: 99) == [Sample.digest(1)])
        #expect(try wanted(Sample.shangrao) == [Sample.digest(4)])
        try fixture.write { try $0.setMaterialSource(Sample.digest(1), Sample.shangrao) }
        #expect(try wanted(Sample.shangrao) == [1, 4].map(Sample.digest))
    }

    @Test(arguments: StoreFixture.Way.allCases) func quarantineKeepsWhatWasDone(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let (entries, ids) = try fixture.write { writer throws in
            let entries = try writer.addReceivedRun(Sample.caseLane, 1...4)
            var ids: [QuarantineID] = []
            for entry in entries {
                ids.append(try writer.addQuarantine(entry, code: "unknown-kind", detail: "kind 99", at: 3))
            }
            return (entries, ids)
        }
        #expect(throws: StoreError.self, "an entry is there once") {
            try fixture.write { _ = try $0.addQuarantine(entries[0], code: "x", detail: "", at: 3) }
        }
        try fixture.write { writer throws in
            #expect(try writer.resolveQuarantine(ids[1], as: .replayed, by: "李强", why: nil, at: 8))
            #expect(try writer.resolveQuarantine(ids[2], as: .discarded, by: "李强", why: "重复件", at: 9))
            #expect(try !writer.resolveQuarantine(ids[1], as: .discarded, by: "王芳", why: nil, at: 9), "done once")
            let none = QuarantineID(rawValue: 99)
            #expect(try !writer.resolveQuarantine(none, as: .discarded, by: "王芳", why: nil, at: 9))
        }
        try fixture.read { reader throws in
            func list(
                _ standing: QuarantineFilter.Standing,
                peer: NodeCode? = nil,
                before: QuarantineID? = nil,
                limit: Int = 10
            ) throws -> [QuarantineID] {
                var filter = QuarantineFilter()
                filter.standing = standing
                filter.peer = peer
                filter.before = before
                filter.limit = limit
                return try reader.quarantine(filter).map(\.id)
            }
            #expect(try list(.any) == ids.reversed())
            #expect(try list(.open) == [ids[3], ids[0]])
            #expect(try list(.open, before: ids[3]) == [ids[0]])
            #expect(try list(.any, limit: 1) == [ids[3]])
            #expect(try list(.settled(.replayed)) == [ids[1]] && list(.settled(.discarded)) == [ids[2]])
            #expect(try list(.any, peer: Sample.nanping, before: ids[1]) == [ids[0]])
            #expect(try list(.any, peer: Sample.shangrao) == [])
            #expect(try reader.totals().quarantined == 2)
            let row = try #require(try reader.quarantine(ids[1]))
            #expect(row.code == "unknown-kind" && row.detail == "kind 99" && row.at == 3)
            #expect(row.outcome == .init(resolution: .replayed, by: "李强", at: 8, why: nil))
            #expect(try reader.quarantine(ids[2])?.outcome?.why == "重复件")
            #expect(row.entry.body == [UInt8](repeating: 2, count: 10))
            #expect(try reader.quarantine(QuarantineID(rawValue: 99)) == nil)
            #expect(try entries.map { try reader.entry($0)?.isQuarantined } == [true, false, true, true])
        }
        try fixture.write { writer throws in
            let id = try #require(try writer.addCase(Sample.record(1)))
            try writer.attach(entries[1], to: id)
            #expect(try writer.history(id).map(\.id) == [entries[1]])
        }
        #expect(throws: StoreError.self) {
            try fixture.write { try $0.attach(EntryID(rawValue: 99), to: CaseID(rawValue: 1)) }
        }
    }
}
