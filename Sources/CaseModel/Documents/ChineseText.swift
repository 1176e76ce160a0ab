extension LocalDay {
    /// The date as it stands in documents: `2026年11月23日`.
    public var chineseText: String {
        let date = date
        return "\(date.year)年\(date.month)月\(date.day)日"
    }
}

extension MaterialReference.Form {
    /// The word in documents.
    var chineseText: String {
        switch self {
        case .original: "原件"
        case .copy: "复印件"
        case .electronic: "电子件"
        }
    }
}

extension Delivery.Method {
    /// The word in documents.
    var chineseText: String {
        switch self {
        case .window: "窗口领取"
        case .post: "邮寄送达"
        case .electronic: "电子送达"
        }
    }
}

extension EndingCode {
    /// The word in documents.
    var chineseText: String {
        switch self {
        case .issued: "出证办结"
        case .returned: "退回办结"
        case .voided: "作废办结"
        case .mistaken: "删除办结"
        case .passedOn: "转报办结"
        case .notSupplied: "补正不来办结"
        case .closed: "办结"
        }
    }
}

extension TimeLimit {
    /// The limit in documents: `20个工作日`.
    var chineseText: String {
        switch unit {
        case _ where days == 0: "即办"
        case .workingDays: "\(days)个工作日"
        case .calendarDays: "\(days)个自然日"
        }
    }
}

extension ClockPause.Reason {
    /// The word in documents.
    var chineseText: String {
        switch self {
        case .correction: "补正"
        case .hearing: "听证"
        case .tender: "招标"
        case .auction: "拍卖"
        case .inspection: "检验"
        case .testing: "检测"
        case .quarantine: "检疫"
        case .appraisal: "鉴定"
        case .expertReview: "专家评审"
        case .suspension: "挂起"
        }
    }
}

extension Decision.Outcome {
    /// The word in documents.
    var chineseText: String {
        switch self {
        case .granted: "准予"
        case .denied: "不予"
        }
    }
}
