import CaseModel
import Foundation
import MemoryNode
import TestChance
import Testing

@testable import NodeAPI

/// Whatever a package says, it asks for something or is refused with a problem that says what to do.
@Suite struct DropMutationTests {
    private static let rounds = 1_500

    /// Packages that are taken, and what was hard once.
    private static func loop() throws -> MutationLoop {
        let action = """
            {"case": "330800-20261123-7K2M9QX4RT", "version": 3, "action": "issue", "role": "reviewer",
             "documents": [{"file": "a.pdf", "name": "凭证", "mediaType": "application/pdf", "form": "electronic"}]}
            """
        let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpus/Packages")
        return MutationLoop(
            "packages",
            sound: [DropDocumentTests.draft, action].map { Array($0.utf8) },
            kept: try Corpus.files(in: folder),
            words: BodyMutationTests.words + ["\"file\":", "\"digest\":", "\"size\":", "\"case\":", "\"version\":"]
        )
    }

    @Test(arguments: 1...4 as ClosedRange<UInt64>) func everyPackageIsAnswered(seed: UInt64) throws {
        let digest = try #require(MaterialDigest(hex: String(repeating: "ab", count: 32)))
        var orders = 0
        for input in try Self.loop().inputs(seed: seed, rounds: Self.rounds) {
            do throws(Problem) {
                let document = try DropDocument(input.bytes, speaker: DropDocumentTests.speaker)
                let stored = document.files.mapValues { _ in StoredMaterial(digest: digest, size: 7, existed: false) }
                let order = try document.order(package: "p", stored: stored)
                orders += 1
                expectSpeaker(of: order, input)
            } catch {
                #expect((400..<500).contains(error.kind.status), "\(error.detail) for \(input)")
                #expect(error.detail.hasSuffix("."), "\(error.detail) for \(input)")
                // A sentence that denies itself helps nobody.
                #expect(!error.detail.contains("an object, not an object"), "\(input)")
            }
        }
        #expect(orders > 20)
    }

    /// A folder speaks for its own office, in its own roles, whatever a package says.
    private func expectSpeaker(of order: DropDocument.Order, _ input: MutatedInput) {
        let speaker = DropDocumentTests.speaker
        switch order {
        case .submit(let draft, _):
            #expect(draft.office == speaker.office && speaker.roles.contains(draft.role), "\(input)")
        case .act(let action, _, _, _):
            #expect(speaker.roles.contains(action.deed.role), "\(input)")
            if let deed = action.deed as? any OfficeDeed { #expect(deed.office == speaker.office, "\(input)") }
        }
    }
}
