extension Operation {
    /// Whether its handler may wait for a disk, ask one thread after another, or compute for more than a millisecond or two.
    ///
    /// Such a handler runs on Swift's pool of threads. All others run on the thread that reads and writes the connection
    /// (``LoopChannel``), where each saves two wake-ups, and keeps the other connections of that thread waiting. To come back
    /// there from another thread costs more than to come back to the pool.
    var isLong: Bool {
        switch self {
        case .showMe, .signOut: false
        case .submitCase, .showCase, .actOnCase, .revealCase: false
        case .recordVideo, .addEvaluation, .showEvaluation, .stepEvaluation: false
        case .addParcel, .showParcel, .addCustody, .labelParcel: false
        case .showContacts, .showItem, .showGuide: false
        case .headMaterial, .describeUploads, .headUpload: false

        // What asks the node's threads whether they are well.
        case .health, .ready, .status: true
        // What works through files.
        case .addMaterial, .putMaterial, .getMaterial, .beginUpload, .appendUpload, .endUpload, .overrideUpload,
            .releaseWithheld, .discardWithheld:
            true
        // Of whom there may be hundreds, all woken by each commit.
        case .followEvents: true
        // What does or gathers much, or writes long answers.
        case .submitBulk, .metrics, .describe, .showReference, .listCases, .listVideos, .listDocuments,
            .listEvaluations, .listParcels, .settleParcels, .listContacts, .listItems, .listWithheld, .listReminders,
            .reportStatistics, .extractCases, .extractEvents, .listAudit, .verifyAudit:
            true
        // What is rare.
        case .addWebhook, .listWebhooks, .showWebhook, .changeWebhook, .removeWebhook, .rotateWebhook, .testWebhook,
            .listDeliveries, .replayDeliveries, .listPeers, .showPeer, .reconcilePeer, .reconcileAll, .probePeer,
            .resumePeer, .listQuarantine, .showQuarantined, .replayQuarantined, .discardQuarantined, .listAlerts,
            .testAlerts, .signIn, .finishSignIn, .addAccount, .listAccounts, .showAccount, .changeAccount, .lockAccount,
            .unlockAccount, .addToken, .listTokens, .revokeToken:
            true
        }
    }
}
