// How windows and post rooms name the values of a parcel.

extension ParcelDirection: ChineseTerm {
    /// What is sent.
    public var chineseTerm: String {
        switch self {
        case .materials: "材料寄送"
        case .results: "结果寄送"
        case .originals: "原件退还"
        }
    }
}

extension Carrier: ChineseTerm {
    /// Who carries it.
    public var chineseTerm: String {
        switch self {
        case .ems: "邮政 EMS"
        case .courier: "快递"
        case .confidential: "机要"
        case .byHand: "专人送取"
        }
    }
}

extension ParcelState: ChineseTerm {
    /// Where it is.
    public var chineseTerm: String {
        switch self {
        case .listed: "待封装"
        case .packed: "已封装"
        case .underway: "在途"
        case .delivered: "已妥投"
        case .received: "已签收"
        case .complete: "清点无误"
        case .differing: "清点不符"
        case .lost: "遗失"
        case .replaced: "已补寄"
        }
    }
}

extension CustodyEvent.Kind: ChineseTerm {
    /// What happened.
    public var chineseTerm: String {
        switch self {
        case .packed: "封装"
        case .handedOver: "交寄"
        case .scanned: "在途扫描"
        case .delivered: "妥投"
        case .received: "签收"
        case .openedComplete: "清点无误"
        case .openedDiffering: "清点不符"
        case .lost: "遗失"
        case .replaced: "补寄"
        }
    }
}

extension ParcelAlarm.Kind: ChineseTerm {
    /// What is the matter.
    public var chineseTerm: String {
        switch self {
        case .notScanned: "无物流信息"
        case .notReceived: "超期未签收"
        case .notOpened: "未清点"
        case .differing: "清点不符"
        case .lost: "遗失"
        }
    }
}

extension Custodian: ChineseTerm {
    /// Who had it.
    public var chineseTerm: String {
        switch self {
        case .sender: "寄件方"
        case .carrier: "承运方"
        case .receiver: "收件方"
        }
    }
}

extension ParcelReplacement.Step: ChineseTerm {
    /// What to do.
    public var chineseTerm: String {
        switch self {
        case .search: "查单"
        case .claim: "索赔"
        case .tellApplicant: "告知申请人"
        case .printAgain: "重新打印复印件"
        case .helpApplicant: "协助补办原件"
        case .issueAgain: "补发证照"
        case .sendAgain: "补寄"
        }
    }
}
