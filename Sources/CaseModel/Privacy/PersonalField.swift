/// What in a case is personal data and is shown masked, or not at all, until it is revealed.
public enum PersonalField: String, Hashable, Sendable, CaseIterable, Codable {
    /// The applicant's name.
    case applicantName
    /// The number on the applicant's paper.
    case applicantIDNumber
    /// The applicant's telephone.
    case applicantPhone
    /// The agent's name.
    case agentName
    /// The number on the agent's paper.
    case agentIDNumber
    /// The agent's telephone.
    case agentPhone
    /// Where a result is sent, and who took it.
    case deliveryAddress
    /// What was written into the form.
    case formFields
    /// The papers.
    case materials
    /// The checks of identity and the consents.
    case identityEvidence
    /// The recording of a video session.
    case videoRecording

    /// The field's Chinese name.
    public var chineseTerm: String {
        switch self {
        case .applicantName: "申请人姓名"
        case .applicantIDNumber: "申请人证件号码"
        case .applicantPhone: "申请人电话"
        case .agentName: "代理人姓名"
        case .agentIDNumber: "代理人证件号码"
        case .agentPhone: "代理人电话"
        case .deliveryAddress: "收件地址"
        case .formFields: "表单内容"
        case .materials: "申请材料"
        case .identityEvidence: "身份核验记录"
        case .videoRecording: "视频录像"
        }
    }

    /// True for what is treated as sensitive personal information (敏感个人信息, 个人信息保护法 28).
    ///
    /// Identity numbers (GB/T 35273-2020, annex B), pictures and voices; and form and papers, because they may tell of
    /// health, money or a child.
    public var isSensitive: Bool {
        switch self {
        case .applicantIDNumber, .agentIDNumber, .formFields, .materials, .identityEvidence, .videoRecording: true
        case .applicantName, .applicantPhone, .agentName, .agentPhone, .deliveryAddress: false
        }
    }
}
