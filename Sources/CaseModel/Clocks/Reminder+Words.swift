extension Reminder.Matter {
    /// What it is about and what to do, in one sentence for people.
    public var words: String {
        switch self {
        case .stage(let stage, _, _): Self.words(stage)
        case .clock(let kind, let day, .near): "\(day.dashed) is the last day \(Self.words(kind)); \(Self.deed(kind))"
        case .clock(.correction, let day, .over):
            "\(day.dashed) was the last day \(Self.words(.correction)); the case may be lapsed (补正不来)"
        case .clock(let kind, let day, .over):
            "\(day.dashed) was the last day \(Self.words(kind)), and it has passed; \(Self.deed(kind)) at once"
        }
    }

    private static func words(_ stage: Stage) -> String {
        switch stage {
        case .response: "the applicant waits at the counter; endorse it or say what is missing (即时响应)"
        case .push: "the liaison has endorsed it; hand it over (推送)"
        case .originals: "originals must be kept; post them (邮寄原件)"
        case .recheck: "it waits to be checked again; forward it or ask for what is missing (属地复核)"
        case .result: "it is decided; see that the result reaches the applicant (寄送结果)"
        }
    }

    private static func words(_ kind: ClockKind) -> String {
        switch kind {
        case .acceptance: "to accept it or to say what is missing (受理时限)"
        case .promised: "to decide as promised (承诺时限)"
        case .statutory: "to decide by law (法定时限)"
        case .delivery: "to deliver the result (送达时限)"
        case .correction: "for the applicant to bring what is missing (补正期限)"
        }
    }

    private static func deed(_ kind: ClockKind) -> String {
        switch kind {
        case .acceptance: "accept it, decline it or ask for a correction"
        case .promised, .statutory: "decide it"
        case .delivery: "deliver it"
        case .correction: "remind the applicant"
        }
    }
}
