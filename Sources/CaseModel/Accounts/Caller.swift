/// Who calls a node, and what they may (调用者).
public struct Caller: Hashable, Sendable {
    /// How the node knows the caller.
    public enum Standing: Hashable, Sendable {
        /// Not at all: nobody has signed in.
        case nobody
        /// Not at all, and it need not: this node asks nobody to sign in.
        case anyone
        /// By the socket on the node's own machine, which only its operators can open (本机操作员).
        case machine
        /// By an account, through a token or a session.
        case account(Int64, Account.Kind)
    }

    /// How the node knows the caller.
    public let standing: Standing
    /// The account's name.
    public let name: String
    /// The roles in which the caller may act.
    public let roles: Set<Role>
    /// The offices for which the caller may act; `nil` for any.
    public let offices: Set<String>?
    /// What the caller may call.
    public let scopes: Set<Scope>
    /// The name of the token that was shown, if one was.
    public let token: String?
    /// Whether the caller may add the first security administrator, and no other account.
    public let mayFound: Bool

    private init(
        _ standing: Standing,
        name: String,
        roles: Set<Role>,
        offices: Set<String>?,
        scopes: Set<Scope>,
        token: String? = nil,
        mayFound: Bool = false
    ) {
        self.standing = standing
        self.name = name
        self.roles = roles
        self.offices = offices
        self.scopes = scopes
        self.token = token
        self.mayFound = mayFound
    }

    /// Nobody: may call only what is open to all.
    public static let nobody = Caller(.nobody, name: "", roles: [], offices: [], scopes: [])

    /// Anybody, where this node asks nobody to sign in: may call everything and act for everybody.
    public static let anyone = Caller(
        .anyone,
        name: "",
        roles: Set(Role.allCases),
        offices: nil,
        scopes: Set(Scope.allCases)
    )

    /// The operator of the node's own machine: a platform administrator.
    ///
    /// - Parameter mayFound: whether no security administrator could sign in, so that the first one may be added.
    public static func machine(mayFound: Bool) -> Caller {
        Caller(
            .machine,
            name: "machine",
            roles: [.platformAdministrator],
            offices: [],
            scopes: Scope.allowed(for: [.platformAdministrator]),
            mayFound: mayFound
        )
    }

    /// An account that has signed in with a token: what the token allows, as far as the account still has it.
    public init(_ record: AccountRecord, _ token: TokenRecord) {
        let roles = Set(record.account.roles)
        let offices = Set(record.account.offices)
        self.init(
            .account(record.id, record.account.kind),
            name: record.account.name,
            roles: roles,
            offices: token.offices.map { offices.intersection($0) } ?? offices,
            scopes: token.scopes.intersection(Scope.allowed(for: roles)),
            token: token.id
        )
    }

    /// An account whose person has signed in at the identity provider.
    public init(_ record: AccountRecord) {
        let roles = Set(record.account.roles)
        self.init(
            .account(record.id, record.account.kind),
            name: record.account.name,
            roles: roles,
            offices: Set(record.account.offices),
            scopes: Scope.allowed(for: roles)
        )
    }

    /// The number of the account, if the caller has one.
    public var account: Int64? {
        if case .account(let id, _) = standing { id } else { nil }
    }

    /// What stands before the caller's names for requests, so that two accounts may use the same name.
    ///
    /// Empty where nobody signs in.
    public var keyPrefix: String {
        switch standing {
        case .nobody, .anyone: ""
        case .machine: "machine "
        case .account(let id, _): "\(id) "
        }
    }
}

extension Caller {
    /// Refuses what is said in a role that the caller does not have.
    public func check(role: Role, field: String = "role") throws(NotPermitted) {
        guard !roles.contains(role) else { return }
        throw NotPermitted(
            "\(role.rawValue) is no role of \(title)",
            field: field,
            allowed: Role.allCases.filter(roles.contains).map(\.rawValue)
        )
    }

    /// Refuses what is said for an office for which the caller does not act.
    public func check(office: String, field: String = "office") throws(NotPermitted) {
        guard let offices, !offices.contains(office) else { return }
        throw NotPermitted("this is no office of \(title)", field: field, allowed: offices.sorted())
    }

    /// Refuses what a person says in another's name; a system names its officer freely.
    public func check(officer: String, field: String = "officer") throws(NotPermitted) {
        guard case .account(_, .person) = standing, officer != name else { return }
        throw NotPermitted("\(title) acts in its own name", field: field, allowed: [name])
    }

    private var title: String {
        switch standing {
        case .nobody, .anyone: "this caller"
        case .machine: "this machine's operator"
        case .account(let id, _): "account \(id)"
        }
    }
}
