extension Scope {
    /// Everybody who works on cases at a city, the parcel clerks and the working group included.
    private static let workers: Set<Role> = [
        .windowClerk, .windowHead, .liaison, .deputyLiaison, .handlingWindow, .reviewer, .decider, .parcelClerk,
        .supervisor,
    ]

    /// The roles that may have the scope (最小授权).
    ///
    /// Each administrator has what belongs to the office and nothing else: the one who runs the node sees no case, the one
    /// who gives rights uses none, the one who reads the trail changes nothing. A statistician has counts only.
    public var roles: Set<Role> {
        switch self {
        case .casesRead, .recordsRead, .recordsWrite, .eventsRead, .webhooksManage: Self.workers.union([.applicant])
        case .casesWrite: Self.workers.union([.applicant]).subtracting([.parcelClerk])
        case .personalReveal: Set(AccessRules.standard.rows.map(\.role))
        case .materialsRead, .materialsWrite: Self.workers.union([.applicant]).subtracting([.supervisor])
        case .catalogueRead: Self.workers.union([.applicant, .itemManager, .platformAdministrator])
        case .statisticsRead: [.statistician, .supervisor, .windowHead]
        case .nodeRead, .nodeOperate: [.platformAdministrator]
        case .auditRead: [.auditAdministrator]
        case .accountsManage: [.securityAdministrator]
        }
    }
}
