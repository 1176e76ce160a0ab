import CaseModel
import Foundation
import Testing

/// The documentation shows the table that the code uses.
@Suite struct DocumentationTests {
    @Test func lifecyclePageShowsTheTableAndTheDrawing() throws {
        let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../../Sources/CaseModel/CaseModel.docc/Lifecycle.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        #expect(text.contains(CaseLifecycle.markdown), "put this into Lifecycle.md:\n\(CaseLifecycle.markdown)")
        #expect(text.contains(CaseLifecycle.mermaid), "put this into Lifecycle.md:\n\(CaseLifecycle.mermaid)")
    }
}
