import CaseModel
import HTTPTypes

/// Who may call an operation.
enum Access: Hashable, Sendable {
    /// Everybody.
    case open
    /// Everybody who has signed in.
    case signedIn
    /// Who has the scope and one of the roles.
    case needs(Scope, Set<Role>)
    /// The same, and this machine's operator while a node has nobody who adds accounts.
    case founding(Scope, Set<Role>)

    /// Refuses a caller.
    func check(_ caller: Caller) throws(Problem) {
        switch self {
        case .open: return
        case .signedIn: guard caller.standing != .nobody else { throw Problem.signInRequired() }
        case .needs(let scope, let roles): try check(caller, scope, roles)
        case .founding(let scope, let roles):
            if caller.mayFound { return }
            try check(caller, scope, roles)
        }
    }

    private func check(_ caller: Caller, _ scope: Scope, _ roles: Set<Role>) throws(Problem) {
        guard caller.standing != .nobody else { throw Problem.signInRequired() }
        guard !caller.roles.isDisjoint(with: roles) else {
            throw Problem(
                NotPermitted(
                    "another role has to call this",
                    allowed: Role.allCases.filter(roles.contains).map(\.rawValue)
                )
            )
        }
        guard caller.scopes.contains(scope) else {
            throw Problem(NotPermitted("this token lacks a scope", allowed: [scope.rawValue]))
        }
    }
}

extension Problem {
    /// Nobody has signed in, or with a token that does not hold.
    static func signInRequired(
        _ detail: String = "Give a token in the header Authorization: Bearer TOKEN, or sign in at /v1/sign-in."
    ) -> Problem {
        var problem = Problem(.signInRequired, detail, field: "Authorization")
        problem.headers[.wwwAuthenticate] = #"Bearer realm="tongban""#
        return problem
    }

    /// The problem that tells a caller what it may not do.
    init(_ refusal: NotPermitted) {
        self.init(
            .notPermitted,
            "Not permitted: \(refusal.message). A security administrator gives rights.",
            field: refusal.field,
            allowed: refusal.allowed
        )
    }
}

extension Caller {
    /// Refuses what is said for an office, in a role, or by an officer that is not the caller's.
    func permit(office: String? = nil, role: Role? = nil, officer: String? = nil) throws(Problem) {
        do throws(NotPermitted) {
            if let role { try check(role: role) }
            if let office { try check(office: office) }
            if let officer { try check(officer: officer) }
        } catch { throw Problem(error) }
    }

    /// Refuses a deed that is done for somebody else.
    func permit(_ deed: any Deed) throws(Problem) {
        try permit(office: (deed as? any OfficeDeed)?.office, role: deed.role, officer: deed.officer)
    }
}
