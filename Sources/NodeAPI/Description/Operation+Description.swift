extension Operation {
    /// What is said of the operation.
    var description: OperationDescription {
        switch self {
        case .health: .health
        case .status: .status
        case .describe: .describe
        case .showReference: .showReference
        case .submitCase: .submitCase
        case .listCases: .listCases
        case .showCase: .showCase
        case .actOnCase: .actOnCase
        case .revealCase: .revealCase
        case .recordVideo: .recordVideo
        case .listVideos: .listVideos
        case .listDocuments: .listDocuments
        case .addEvaluation: .addEvaluation
        case .listEvaluations: .listEvaluations
        case .showEvaluation: .showEvaluation
        case .stepEvaluation: .stepEvaluation
        case .addParcel: .addParcel
        case .listParcels: .listParcels
        case .settleParcels: .settleParcels
        case .showParcel: .showParcel
        case .addCustody: .addCustody
        case .labelParcel: .labelParcel
        case .listContacts: .listContacts
        case .showContacts: .showContacts
        case .listItems: .listItems
        case .showItem: .showItem
        case .showGuide: .showGuide
        case .addMaterial: .addMaterial
        case .putMaterial: .putMaterial
        case .getMaterial: .getMaterial
        case .headMaterial: .headMaterial
        case .listReminders: .listReminders
        case .reportStatistics: .reportStatistics
        case .followEvents: .followEvents
        case .listPeers: .listPeers
        case .showPeer: .showPeer
        case .reconcilePeer: .reconcilePeer
        case .resumePeer: .resumePeer
        case .reconcileAll: .reconcileAll
        case .listQuarantine: .listQuarantine
        case .showQuarantined: .showQuarantined
        case .replayQuarantined: .replayQuarantined
        case .discardQuarantined: .discardQuarantined
        case .listAudit: .listAudit
        case .verifyAudit: .verifyAudit
        }
    }
}
