extension SharedKind: ChineseTerm {
    /// The kind as windows name it.
    public var chineseTerm: String {
        switch self {
        case .parcel: "邮寄件"
        case .visit: "好差评"
        case .video: "视频联合受理"
        case .document: "文书"
        case .contacts: "联络员名单"
        }
    }
}

extension SharedRecord {
    /// The Chinese term of a word that ``state`` has for a kind; `nil` for any other word.
    public static func stateTerm(_ state: String, of kind: SharedKind) -> String? {
        switch kind {
        case .parcel: ParcelState(rawValue: state)?.chineseTerm
        case .visit: state == content ? "无需整改" : RectificationState(rawValue: state)?.chineseTerm
        case .video: state == running ? "进行中" : VideoSession.Outcome(rawValue: state)?.chineseTerm
        case .document: DocumentKind(rawValue: state)?.chineseTerm
        case .contacts: state == published ? "已发布" : nil
        }
    }
}
