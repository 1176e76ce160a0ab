import CaseModel
import Testing

/// A sample's value that must be there.
func sure<T>(_ value: T?) -> T {
    guard let value else { preconditionFailure("a sample is wrong") }
    return value
}

/// Chance with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
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

    static func record(
        _ state: CaseState,
        corrections: Int = 0,
        version: Int = 1,
        ending: EndingCode? = nil
    ) -> CaseRecord {
        CaseRecord(
            number: number,
            collecting: quzhou,
            handling: huangshan,
            itemCode: "1",
            itemName: "事项",
            state: state,
            version: version,
            corrections: corrections,
            ending: ending,
            submittedAt: time,
            changedAt: time
        )
    }

    static func action(_ kind: CaseAction.Kind) -> CaseAction {
        switch kind {
        case .accept: .accept(acceptance)
        case .requestCorrection: .requestCorrection(correction)
        case .decline: .decline(decline)
        case .decide: .decide(decision)
        case .supplement: .supplement(supplement)
        case .confirmDelivery: .confirmDelivery(delivery)
        }
    }

    static func event(_ kind: CaseEvent.Kind) -> CaseEvent {
        switch kind {
        case .submitted: .submitted(submission)
        case .registered: .registered
        case .accepted: .accepted(acceptance)
        case .correctionRequested: .correctionRequested(correction)
        case .supplemented: .supplemented(request: 2)
        case .declined: .declined(decline)
        case .decided: .decided(decision)
        case .delivered: .delivered(delivery)
        case .refused: .refused(EntryRefusal(lane: 1, sequence: 5, code: "unknown-item", detail: "no such item here"))
        }
    }
}

/// The refusal that a closure ends with, or `nil` when it succeeds.
func refusal(_ body: () throws(CaseRefusal) -> Void) -> CaseRefusal? {
    do throws(CaseRefusal) {
        try body()
        return nil
    } catch { return error }
}
