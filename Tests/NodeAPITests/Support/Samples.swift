import CaseModel
import NodeAPI

/// Values that tests use again and again.
package enum Samples {
    /// A submission's body, with materials as JSON objects and more keys if wanted.
    package static func draft(
        handling: String = "350700",
        name: String = "张三",
        materials: String = "",
        extra: String = ""
    ) -> String {
        """
        {"handling":"\(handling)","itemCode":"11370800MB28559184","itemName":"失业保险关系转移接续",
         "applicant":{"kind":"natural","name":"\(name)","idType":"citizenID","idNumber":"11010519491231002X"},
         "fields":[{"name":"转出地","value":"衢州市"}],"materials":[\(materials)],
         "office":"衢州市跨省通办窗口","officer":"李四","role":"windowClerk"\(extra)}
        """
    }

    /// A case of Nanping's that this node is to decide.
    package static func submission(random: UInt64 = 7) -> Submission {
        Submission(
            number: CaseNumber(collecting: MemoryNode.nanping, at: 1_795_446_000_000, random: random),
            collecting: MemoryNode.nanping,
            handling: MemoryNode.quzhou,
            itemCode: "350700001",
            itemName: "企业设立登记",
            applicant: Applicant(kind: .natural, name: "王五", idType: .citizenID, idNumber: "11010519491231002X"),
            fields: [],
            materials: [],
            office: "南平窗口",
            officer: "赵六"
        )
    }

    /// A look at the applicant's telephone, so many seconds after the first.
    package static func look(
        _ second: Int64,
        at number: CaseNumber,
        by officer: String = "李四",
        refusal: RevealDecision.Ground? = nil
    ) -> AuditEvent {
        AuditEvent(
            at: 1_795_446_000_000 + second * 1_000,
            account: officer,
            role: .windowClerk,
            office: "衢州市跨省通办窗口",
            action: .reveal,
            number: number,
            field: .applicantPhone,
            purpose: .contact,
            reason: "通知补正",
            refusal: refusal
        )
    }

    /// An entry in the quarantine.
    package static func quarantined(_ id: Int64, state: QuarantineItem.State = .waiting) -> QuarantineItem {
        QuarantineItem(
            id: id,
            at: 1_795_446_000_000,
            peer: MemoryNode.nanping,
            lane: .case,
            sequence: 12,
            kind: 99,
            number: nil,
            reason: "unknown-kind",
            detail: "kind 99 is not known to this version",
            bodyBytes: 77,
            state: state
        )
    }
}

extension MemoryNode {
    /// Nanping as a peer that is connected.
    package static var samplePeer: PeerStatus { peer(nanping, name: "南平市", link: .connected) }
}
