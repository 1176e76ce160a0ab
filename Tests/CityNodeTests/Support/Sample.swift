import CaseModel
import Crypto
import ExchangeCore
import Foundation
import Logging
import TestChance

/// A sample's value that must be there.
func sure<T>(_ value: T?) -> T {
    guard let value else { preconditionFailure("a sample is wrong") }
    return value
}

/// A folder that goes away with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "tongban-node-\(UUID().uuidString)")
        path = url.path
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Writes a text file and returns its path.
    @discardableResult
    func write(_ text: String, to name: String, mode: Int = 0o600) throws -> String {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    /// The names in a folder below, sorted.
    func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path + "/" + folder).sorted()
    }
}

/// Cities, submissions and what people do to them.
enum Sample {
    static let quzhou = sure(NodeCode("330800"))
    static let nanping = sure(NodeCode("350700"))
    static let shangrao = sure(NodeCode("361100"))
    static let huangshan = sure(NodeCode("341000"))

    static let silent = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })

    static func city(_ node: NodeCode) -> CityCode { sure(CityCode(number: node.number)) }

    static func number(_ node: NodeCode, random: UInt64 = .random(in: .min ... .max)) -> CaseNumber {
        CaseNumber(collecting: city(node), at: 1_795_446_000_000, random: random)
    }

    static func submission(
        from collecting: NodeCode = quzhou,
        to handling: NodeCode = nanping,
        number: CaseNumber? = nil,
        materials: [MaterialReference] = []
    ) -> Submission {
        Submission(
            number: number ?? self.number(collecting),
            collecting: city(collecting),
            handling: city(handling),
            itemCode: "331002-004",
            itemName: "企业设立登记",
            applicant: Applicant(kind: .natural, name: "王小明", idType: .citizenID, idNumber: "11010519491231002X"),
            fields: [FormField(name: "经营范围", value: "茶叶")],
            materials: materials,
            office: "一窗",
            officer: "李四"
        )
    }

    static func digest(_ bytes: [UInt8]) -> MaterialDigest {
        sure(SHA256.hash(data: bytes).withUnsafeBytes { MaterialDigest($0) })
    }

    static func material(_ bytes: [UInt8], name: String = "营业执照") -> MaterialReference {
        MaterialReference(
            digest: digest(bytes),
            name: name,
            mediaType: "application/pdf",
            size: Int64(bytes.count),
            form: .copy
        )
    }

    static func bytes(_ count: Int, seed: UInt64) -> [UInt8] {
        var random = SplitMix(seed: seed)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 8)
        while bytes.count < count { withUnsafeBytes(of: random.next()) { bytes.append(contentsOf: $0) } }
        return Array(bytes.prefix(count))
    }

    static let accept = CaseAction.accept(Acceptance(office: "审批科", officer: "赵六"))
    static let correction = correction(isAgain: false)

    /// A request for correction; one that comes again has a supervisor's reason.
    static func correction(isAgain: Bool) -> CaseAction {
        .requestCorrection(
            Correction(
                defects: [.init(subject: "章程", problem: "缺签字", remedy: "补签")],
                office: "审批科",
                officer: "赵六",
                exception: isAgain ? .init(supervisor: "周九", reason: "补交的材料仍缺签字") : nil
            )
        )
    }

    static let decline = CaseAction.decline(
        Decline(reason: "不属本市", remedies: "六十日内可申请复议", office: "审批科", officer: "赵六")
    )
    static let deny = CaseAction.decide(
        Decision(outcome: .denied, reason: "不符合条件", remedies: "六十日内可申请复议", office: "审批科", officer: "赵六")
    )
    static let delivery = CaseAction.confirmDelivery(Delivery(method: .window, recipient: "王小明", officer: "李四"))

    static func grant(_ documents: [MaterialReference] = []) -> CaseAction {
        .decide(
            Decision(
                outcome: .granted,
                documents: documents,
                reason: documents.isEmpty ? "无需证件" : "",
                office: "审批科",
                officer: "赵六"
            )
        )
    }

    static func supplement(_ materials: [MaterialReference] = [], note: String = "已补签") -> CaseAction {
        .supplement(Supplement(materials: materials, note: note, officer: "李四"))
    }
}
