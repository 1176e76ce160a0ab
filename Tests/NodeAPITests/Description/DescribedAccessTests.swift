import CaseModel
import Testing

@testable import NodeAPI

/// Who may call stands in the description as the router asks it.
@Suite struct DescribedAccessTests {
    /// The page to read, made once for all operations.
    private static let page = ReferencePage().html

    @Test(arguments: NodeAPI.Operation.allCases)
    func theDescriptionNamesScopeAndRoles(operation: NodeAPI.Operation) throws {
        let said = try #require(PublishedDescription.operation(operation))
        let security = try #require(said["security"] as? [[String: [String]]])
        let text = try #require(said["description"] as? String)
        switch operation.access {
        case .open: #expect(security.isEmpty)
        case .signedIn: #expect(security == [["token": []], ["session": []]])
        case .needs(let scope, let roles), .founding(let scope, let roles):
            #expect(security == [["token": [scope.rawValue]], ["session": [scope.rawValue]]])
            #expect(text.contains("`\(scope.rawValue)`"))
            for role in roles { #expect(text.contains("`\(role.rawValue)` \(role.chineseTerm)")) }
        }
        #expect(Self.page.contains(HTML.words(operation.access.words).map(\.description).joined()))
    }

    @Test func theSchemeIsDescribed() throws {
        let scheme = try #require(PublishedDescription.checker.resolve("#/components/securitySchemes/token"))
        #expect(scheme["type"] as? String == "http" && scheme["scheme"] as? String == "bearer")
    }
}
