import CaseModel
import Testing

/// A sample's value that must be there.
func sure<T>(_ value: T?) -> T {
    guard let value else { preconditionFailure("a sample is wrong") }
    return value
}

/// Sound values to start from.
enum Sample {
    static let quzhou = sure(CityCode("330800"))
    static let huangshan = sure(CityCode("341000"))
    /// 2026-11-23T15:00:00Z, 23:00 local time.
    static let time: Int64 = 1_795_446_000_000
    static let number = CaseNumber(collecting: quzhou, at: time, random: 0x1234_5678_9ABC_DEF0)

    static func digest(_ byte: UInt8 = 7) -> MaterialDigest {
        sure(MaterialDigest([UInt8](repeating: byte, count: 32)))
    }

    static func material(_ byte: UInt8 = 7) -> MaterialReference {
        MaterialReference(
            digest: digest(byte),
            name: "营业执照",
            mediaType: "application/pdf",
            size: 120_000,
            form: .original
        )
    }

    static let submission = Submission(
        number: number,
        collecting: quzhou,
        handling: huangshan,
        itemCode: "11341000MB1234567T4340123001000",
        itemName: "公司设立登记",
        applicant: Applicant(
            kind: .natural,
            name: "程晓山",
            idType: .citizenID,
            idNumber: "11010519491231002X",
            phone: "+86 570 1234567"
        ),
        fields: [FormField(name: "公司名称", value: "黄山市徽州山泉有限公司"), FormField(name: "备注", value: "")],
        materials: [material()],
        office: "衢州市行政服务中心 通办窗口",
        officer: "王芳"
    )
    static let supplement = Supplement(materials: [material(9)], note: "已补齐", officer: "王芳")
    static let correction = Correction(
        defects: [.init(subject: "公司章程", problem: "缺第二页", remedy: "补第二页")],
        office: "市场监督管理局",
        officer: "李强"
    )
    static let acceptance = Acceptance(office: "市场监督管理局", officer: "李强")
    static let decline = Decline(
        reason: "不属于本机关职权范围",
        remedies: "60日内可申请行政复议,6个月内可提起行政诉讼",
        office: "市场监督管理局",
        officer: "李强"
    )
    static let decision = Decision(outcome: .granted, documents: [material(3)], office: "市场监督管理局", officer: "李强")
    static let delivery = Delivery(method: .window, recipient: "程晓山", officer: "王芳")

    static let remark = Remark(office: "市场监督管理局", officer: "李强", role: .reviewer, note: "")
    static let terms = GuideTerms(
        version: 3,
        promised: TimeLimit(days: 5, unit: .workingDays),
        statutory: TimeLimit(days: 20, unit: .workingDays),
        correction: TimeLimit(days: 30, unit: .calendarDays)
    )
    static let legs: [GuideTerms.Leg] = [
        .init(key: "out", name: "转出", office: "转出地社保", side: .handling, limit: TimeLimit(days: 15, unit: .workingDays)),
        .init(
            key: "in",
            name: "转入",
            office: "转入地社保",
            side: .collecting,
            after: ["out"],
            limit: TimeLimit(days: 15, unit: .workingDays)
        ),
    ]

    /// Terms that fit a mode.
    static func terms(for mode: HandlingMode) -> GuideTerms {
        var terms = terms
        if mode == .joint { terms.legs = legs }
        return terms
    }

    /// A submission in a mode.
    static func submission(_ mode: HandlingMode) -> Submission {
        var copy = submission
        copy.mode = mode
        copy.terms = terms(for: mode)
        return copy
    }

    /// An action with sound content, done by this role.
    static func action(_ kind: CaseAction.Kind, role: Role? = nil, officer: String = "李强") -> CaseAction {
        let office = "市场监督管理局"
        func remark(_ usual: Role) -> Remark {
            Remark(office: office, officer: officer, role: role ?? usual, note: "")
        }
        switch kind {
        case .endorse: return .endorse(remark(.liaison))
        case .object: return .object(with(correction) { $0.role = role ?? .liaison })
        case .handOver:
            return .handOver(HandOver(reason: "联络员未答复", office: "窗口", officer: "王芳", role: role ?? .windowClerk))
        case .forward: return .forward(remark(.handlingWindow))
        case .requestCorrection: return .requestCorrection(with(correction) { $0.role = role ?? .reviewer })
        case .supplement: return .supplement(with(supplement) { $0.role = role ?? .windowClerk })
        case .lapse: return .lapse(remark(.decider))
        case .accept: return .accept(with(acceptance) { $0.role = role ?? .reviewer })
        case .decline: return .decline(with(decline) { $0.role = role ?? .decider })
        case .suspend:
            return .suspend(
                Suspension(
                    procedure: .appraisal,
                    reason: "需要鉴定",
                    expectedDays: 10,
                    office: office,
                    officer: officer,
                    role: role ?? .reviewer
                )
            )
        case .resume: return .resume(remark(.reviewer))
        case .extend:
            return .extend(
                Extension(
                    days: 5,
                    approvedBy: "局长",
                    reason: "材料复杂",
                    notice: "YC-1",
                    office: office,
                    officer: officer,
                    role: role ?? .decider
                )
            )
        case .review:
            return .review(
                Review(recommends: .granted, opinion: "符合条件", office: office, officer: officer, role: role ?? .reviewer)
            )
        case .concludeLeg:
            return .concludeLeg(
                LegReport(leg: "out", result: "已转出", office: office, officer: officer, role: role ?? .reviewer)
            )
        case .approve: return .approve(remark(.decider))
        case .issue:
            return .issue(Issue(documents: [material(3)], office: office, officer: officer, role: role ?? .reviewer))
        case .decide: return .decide(with(decision) { $0.role = role ?? .decider })
        case .withdraw:
            return .withdraw(Withdrawal(reason: "申请人撤回", office: "窗口", officer: "王芳", role: role ?? .windowClerk))
        case .passOn:
            return .passOn(
                PassOn(authority: "省局", reason: "属省级事权", office: office, officer: officer, role: role ?? .decider)
            )
        case .void:
            return .void(
                Voiding(kind: .mistaken, reason: "重复录入", office: office, officer: officer, role: role ?? .supervisor)
            )
        case .confirmDelivery: return .confirmDelivery(with(delivery) { $0.role = role ?? .windowClerk })
        case .archive: return .archive(remark(.reviewer))
        }
    }

    /// An event with sound content.
    static func event(_ kind: CaseEvent.Kind, mode: HandlingMode = .online) -> CaseEvent {
        switch kind {
        case .consulted: .consulted(submission(mode))
        case .submitted: .submitted(submission(mode))
        case .registered: .registered
        case .supplemented: .supplemented(request: 2)
        case .acceptedBySilence:
            .acceptedBySilence(Silence(day: LocalDay(milliseconds: time), receivedAt: time))
        case .refused: .refused(EntryRefusal(lane: 1, sequence: 5, code: "unknown-item", detail: "no such item here"))
        case .endorsed, .objected, .handedOver, .forwarded, .correctionRequested, .lapsed, .accepted, .declined,
            .suspended, .resumed, .extended, .reviewed, .legConcluded, .approved, .issued, .decided, .withdrawn,
            .passedOn, .voided, .delivered, .archived:
            event(of: action(sure(CaseLifecycle.transitions.first { $0.event == kind }?.action)))
        }
    }

    /// The event that an action ends in at the handling city, whether it was asked for or done there.
    static func event(of action: CaseAction) -> CaseEvent {
        switch action {
        case .endorse(let said): .endorsed(said)
        case .object(let said): .objected(said)
        case .handOver(let said): .handedOver(said)
        case .forward(let said): .forwarded(said)
        case .requestCorrection(let said): .correctionRequested(said)
        case .supplement: .supplemented(request: 2)
        case .lapse(let said): .lapsed(said)
        case .accept(let said): .accepted(said)
        case .decline(let said): .declined(said)
        case .suspend(let said): .suspended(said)
        case .resume(let said): .resumed(said)
        case .extend(let said): .extended(said)
        case .review(let said): .reviewed(said)
        case .concludeLeg(let said): .legConcluded(said)
        case .approve(let said): .approved(said)
        case .issue(let said): .issued(said)
        case .decide(let said): .decided(said)
        case .withdraw(let said): .withdrawn(said)
        case .passOn(let said): .passedOn(said)
        case .void(let said): .voided(said)
        case .confirmDelivery(let said): .delivered(said)
        case .archive(let said): .archived(said)
        }
    }

    /// The events that bring a case of a mode from its beginning into a state.
    static func way(to state: CaseState, mode: HandlingMode) -> [CaseEvent.Kind]? {
        let atWindows = mode != .online
        let toDepartment: [CaseEvent.Kind] =
            atWindows ? [.submitted, .registered, .forwarded] : [.submitted, .registered]
        let taken = toDepartment + [.accepted]
        switch state {
        case .consulting: return atWindows ? [.consulted] : nil
        case .incomplete: return atWindows ? [.consulted, .objected] : nil
        case .endorsed: return atWindows ? [.consulted, .endorsed] : nil
        case .submitted: return [.submitted]
        case .refused: return [.submitted, .refused]
        case .registered: return [.submitted, .registered]
        case .forwarded: return atWindows ? toDepartment : nil
        case .correcting: return toDepartment + [.correctionRequested]
        case .accepted: return taken
        case .suspended: return taken + [.suspended]
        case .issuing: return taken + [.approved]
        case .decided: return taken + [.decided]
        case .declined: return toDepartment + [.declined]
        case .withdrawn: return taken + [.withdrawn]
        case .lapsed: return toDepartment + [.correctionRequested, .lapsed]
        case .passedOn: return taken + [.passedOn]
        case .voided: return taken + [.voided]
        case .delivered: return taken + [.decided, .delivered]
        case .archived: return taken + [.decided, .delivered, .archived]
        }
    }

    /// A case in a state, brought there by events; `nil` where cases of this mode never come there.
    ///
    /// The legs of a joint case are concluded before it is decided.
    static func record(_ state: CaseState, mode: HandlingMode = .online) -> CaseRecord? {
        guard let way = way(to: state, mode: mode) else { return nil }
        do {
            var record =
                way.first == .consulted
                ? try CaseRecord(consulted: submission(mode), at: time)
                : try CaseRecord(submitted: submission(mode), at: time)
            for kind in way.dropFirst() {
                if mode == .joint, kind == .decided || kind == .approved {
                    for leg in legs { record = try record.applying(leg: leg.key) }
                }
                record = try record.applying(event(kind, mode: mode), at: time)
            }
            return record
        } catch {
            preconditionFailure("a sample cannot be made: \(error)")
        }
    }

    private static func with<Value>(_ value: Value, _ change: (inout Value) -> Void) -> Value {
        var copy = value
        change(&copy)
        return copy
    }
}

extension CaseRecord {
    /// The case once a leg is concluded.
    func applying(leg: String) throws(CaseRefusal) -> CaseRecord {
        let report = LegReport(leg: leg, result: "已办", office: "社保", officer: "李强")
        return try applying(.legConcluded(report), at: changedAt)
    }
}

/// The refusal that a closure ends with, or `nil` when it succeeds.
func refusal(_ body: () throws(CaseRefusal) -> Void) -> CaseRefusal? {
    do throws(CaseRefusal) {
        try body()
        return nil
    } catch { return error }
}
