import CaseModel
import Foundation
import MemoryNode
import Testing

@testable import tongban

/// Every verb of `case act`: the options it takes make a body that the API understands.
@Suite struct CaseVerbTests {
    /// A value for an option.
    private static func value(_ option: String, paper: String) -> String {
        switch option {
        case "defect": "照片:不清晰:重拍"
        case "exception": "督办:新规定"
        case "field": "a=b"
        case "document", "material": paper + ":证明"
        case "outcome", "recommends": "granted"
        case "method": "window"
        case "kind": "mistaken"
        case "procedure": "hearing"
        case "days", "expected-days": "5"
        case "role": "supervisor"
        default: "x"
        }
    }

    @Test(arguments: CaseVerb.allCases)
    func itsOptionsAreUnderstood(verb: CaseVerb) async throws {
        let harness = NodeHarness()
        // Goes away with the value.
        let folder = try Folder()
        defer { withExtendedLifetime(folder) {} }
        let paper = try folder.file("proof.pdf", Data("%PDF-1".utf8))
        let submission = Samples.submission()
        try harness.node.receive(submission)
        try await harness.run { url in
            let (required, optional) = verb.options
            for options in [required, required + optional] {
                var arguments = ["case", "act", "\(submission.number)", verb.rawValue, "--node", url]
                for option in options { arguments += ["--\(option)", Self.value(option, paper: paper)] }
                let outcome = await Commands.run(arguments)
                // The case is submitted, so nobody here may do anything: the rules say so, not the shape of the body.
                #expect(outcome.status == .refused, "\(verb): \(outcome.text)")
                let isRule = outcome.text.contains("not-allowed-in-state") || outcome.text.contains("wrong-side")
                #expect(isRule, "\(verb): \(outcome.text)")
            }
            for missing in required {
                var arguments = ["case", "act", "\(submission.number)", verb.rawValue, "--node", url]
                for option in required where option != missing {
                    arguments += ["--\(option)", Self.value(option, paper: paper)]
                }
                let outcome = await Commands.run(arguments)
                #expect(outcome.status == .usage && outcome.text.contains("--\(missing)"), "\(verb): \(outcome.text)")
            }
        }
    }

    @Test func everyActionHasAVerbAndARole() {
        #expect(Set(CaseVerb.allCases.map(\.action)) == Set(CaseAction.Kind.allCases))
        #expect(CaseVerb.allCases.count == CaseAction.Kind.allCases.count)
        for verb in CaseVerb.allCases {
            #expect(verb.roleDefault != nil, "\(verb)")
            #expect(CaseVerb.help.contains("  \(verb.rawValue) "), "\(verb)")
        }
        #expect(CaseVerb.accept.roleDefault == .reviewer && CaseVerb.deliver.roleDefault == .windowClerk)
    }
}
