import CaseModel

extension Operation {
    /// Who may call it: the one table of what is allowed, which the router asks before every call.
    ///
    /// What is said within a call, for which office and in which role, is checked where it is read, and what a role may do
    /// to a case by the rules of the case.
    var access: Access {
        switch self {
        case .health, .ready, .describe, .showReference, .signIn, .finishSignIn: .open
        case .showMe, .signOut: .signedIn

        // Who runs the node sees no case.
        case .status, .metrics, .listPeers, .showPeer, .reconcilePeer, .reconcileAll, .listQuarantine, .showQuarantined,
            .listAlerts:
            .needs(.nodeRead, [.platformAdministrator])
        case .probePeer, .resumePeer, .replayQuarantined, .discardQuarantined, .testAlerts:
            .needs(.nodeOperate, [.platformAdministrator])
        case .listAudit, .verifyAudit: .needs(.auditRead, [.auditAdministrator])
        case .addAccount: .founding(.accountsManage, [.securityAdministrator])
        // Events name cases and hold no personal data; where they go is part of running the node.
        case .addWebhook, .listWebhooks, .showWebhook, .changeWebhook, .removeWebhook, .rotateWebhook, .testWebhook,
            .listDeliveries, .replayDeliveries:
            .needs(.webhooksManage, [.platformAdministrator])
        case .listAccounts, .showAccount, .changeAccount, .lockAccount, .unlockAccount, .addToken, .listTokens,
            .revokeToken:
            .needs(.accountsManage, [.securityAdministrator])

        case .submitCase: .needs(.casesWrite, Self.applicantSide)
        case .listCases, .showCase: .needs(.casesRead, Self.workers.union([.applicant]))
        case .actOnCase: .needs(.casesWrite, Self.workers.union([.applicant]).subtracting([.parcelClerk]))
        case .submitBulk: .needs(.casesWrite, Self.workers.union([.applicant]).subtracting([.parcelClerk]))
        case .revealCase: .needs(.personalReveal, Self.workers)

        case .recordVideo: .needs(.recordsWrite, Self.counters.union(Self.departments))
        case .listVideos, .listDocuments:
            .needs(.recordsRead, Self.workers.union([.applicant]).subtracting([.parcelClerk]))
        case .addEvaluation: .needs(.recordsWrite, Self.counters.union([.applicant, .supervisor]))
        case .listEvaluations, .showEvaluation: .needs(.recordsRead, Self.workers.subtracting([.parcelClerk]))
        case .stepEvaluation: .needs(.recordsWrite, Self.counters.union([.reviewer, .decider, .supervisor]))
        case .addParcel, .addCustody, .labelParcel: .needs(.recordsWrite, Self.counters.union([.parcelClerk]))
        case .listParcels, .showParcel: .needs(.recordsRead, Self.workers)
        case .settleParcels: .needs(.recordsRead, [.parcelClerk, .windowHead, .supervisor])

        case .listContacts, .showContacts: .needs(.catalogueRead, Self.workers.union([.itemManager]))
        case .listItems, .showItem, .showGuide:
            .needs(.catalogueRead, Self.workers.union([.applicant, .itemManager, .platformAdministrator]))
        case .describeUploads: .open
        case .listWithheld: .needs(.nodeRead, [.platformAdministrator])
        case .releaseWithheld, .discardWithheld: .needs(.nodeOperate, [.platformAdministrator])
        case .addMaterial, .putMaterial, .beginUpload, .headUpload, .appendUpload, .endUpload, .overrideUpload:
            .needs(.materialsWrite, Self.workers.union([.applicant]).subtracting([.supervisor]))
        case .getMaterial, .headMaterial:
            .needs(.materialsRead, Self.workers.union([.applicant]).subtracting([.supervisor]))

        case .listReminders: .needs(.casesRead, Self.workers)
        case .reportStatistics: .needs(.statisticsRead, [.statistician, .supervisor, .windowHead])
        case .extractCases, .extractEvents: .needs(.casesRead, Self.workers.subtracting([.parcelClerk]))
        case .followEvents: .needs(.eventsRead, Self.workers.union([.applicant]))
        }
    }

    /// The applicant's side: portals and windows that collect.
    private static let applicantSide: Set<Role> = [.applicant, .windowClerk, .windowHead]
    /// Windows on both sides.
    private static let counters: Set<Role> = [.windowClerk, .windowHead, .handlingWindow]
    /// Departments and their liaisons.
    private static let departments: Set<Role> = [.liaison, .deputyLiaison, .reviewer, .decider]
    /// Everybody who works on cases.
    private static let workers = counters.union(departments).union([.parcelClerk, .supervisor])
}
