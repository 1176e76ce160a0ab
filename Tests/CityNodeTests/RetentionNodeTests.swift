import CaseModel
import CaseStore
import Foundation
import Testing

@testable import CityNode

@Suite("Retention in real nodes: the collecting city lets go, the handling city holds on")
struct RetentionNodeTests {
    @Test("After the archive has a case, its file and form are gone where it was collected, and whole where it is kept")
    func erased() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let file = "\(town.folder.path)/nodes/\(Sample.quzhou).yaml"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        try (text + "\nretention: {}\n").write(toFile: file, atomically: true, encoding: .utf8)
        try town.startAll()
        let (here, there) = (town[Sample.quzhou], town[Sample.nanping])
        let paper = try await here.put([1, 2, 3])
        let number = try await here.submit(to: Sample.nanping, materials: [paper])
        try await there.reaches(.registered, number)
        try await there.holds(paper)
        try await there.act(Sample.decline, on: number)
        try await here.reaches(.declined, number)
        try await here.act(Sample.delivery, on: number)
        try await there.reaches(.delivered, number)
        let remark = Remark(office: "审批科", officer: "赵六", role: .reviewer, note: "")
        try await there.act(.archive(remark), on: number)
        try await here.reaches(.archived, number)
        try await until("the erasure at the collecting city") {
            await here.eraseWhatIsOver()
            return here.materials.size(of: paper.digest) == nil
        }
        await there.eraseWhatIsOver()
        try await there.holds(paper)
        let actions = try await here.store.read { try $0.audit(AuditFilter()) }.map(\.record.event.action)
        #expect(actions == [.erase, .erase])
        #expect(try await here.checkAudit(known: nil).broken == nil)
        #expect(try await there.store.read { try $0.audit(AuditFilter()) }.isEmpty)
        // The same paper may come again.
        #expect(try await here.put([1, 2, 3]) == paper)
        await here.eraseWhatIsOver()
        try await here.holds(paper)
    }
}
