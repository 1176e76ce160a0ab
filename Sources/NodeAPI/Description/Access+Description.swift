import CaseModel

extension Access {
    /// The name of the way of systems to sign in, in the description.
    static let scheme = "token"
    /// The name of that of people.
    static let session = "session"

    /// Who may call, in a sentence.
    var words: String {
        switch self {
        case .open: "Everybody may call this."
        case .signedIn: "Everybody who has signed in may call this."
        case .needs(let scope, let roles): Self.words(scope, roles)
        case .founding(let scope, let roles):
            Self.words(scope, roles) + " While a node has nobody of these, its operator may, at the Unix socket."
        }
    }

    /// The same for programs: the scope and the roles are told as what is needed of the token.
    var security: JSONValue {
        switch self {
        case .open: []
        case .signedIn: [.object([.init(Self.scheme, [])]), .object([.init(Self.session, [])])]
        case .needs(let scope, _), .founding(let scope, _):
            [
                .object([.init(Self.scheme, [.text(scope.rawValue)])]),
                .object([.init(Self.session, [.text(scope.rawValue)])]),
            ]
        }
    }

    private static func words(_ scope: Scope, _ roles: Set<Role>) -> String {
        let names = Role.allCases.filter(roles.contains).map { "`\($0.rawValue)` \($0.chineseTerm)" }
        return "Needs the scope `\(scope.rawValue)` and one of the roles \(names.joined(separator: ", "))."
    }
}
