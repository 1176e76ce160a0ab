import ExchangeWire
import Foundation
import TestChance

extension WireApplication {
    /// An application for joint handling, with everything that one can hold.
    static func jointSample(using generator: inout SplitMix) -> Self {
        var application = sample(using: &generator)
        application.mode = .joint
        application.terms.legs = [
            leg("out", "转出", "南平市社保中心", .handling, after: []),
            leg("in", "转入", "衢州市社保中心", .collecting, after: ["out"]),
        ]
        application.agent = .with {
            $0.name = "周明"
            $0.idType = .citizenID
            $0.idNumber = "440524188001010014"
            $0.phone = "13812345678"
            $0.authority = .entrusted
            $0.acts = [.submit, .receive]
            $0.validFrom = 20_261_101
            $0.validUntil = 20_271_031
            $0.proofDigest = Data(0..<32)
            $0.proofName = "授权委托书"
        }
        application.checks.append(
            .with {
                $0.subject = .agent
                $0.method = .onlineRealName
                $0.outcome = .passed
                $0.realNameLevel = 3
                $0.alternatives = [.documentSeen, .chipRead]
                $0.atMs = 1_795_420_800_000
                $0.reference = "ZWFW-1"
            }
        )
        application.consents = [
            .with {
                $0.giver = .agent
                $0.name = "周明"
                $0.purpose = .handOver
                $0.fields = ["电话"]
                $0.materials = ["身份证"]
                $0.textVersion = "2026-1"
                $0.form = .signaturePad
                $0.givenMs = 1_795_420_799_000
                $0.collectedBy = "李四"
                $0.withdrawnMs = 1_795_420_799_500
            }
        ]
        return application
    }

    private static func leg(
        _ key: String,
        _ name: String,
        _ office: String,
        _ side: WireSide,
        after: [String]
    ) -> WireGuideLeg {
        .with {
            ($0.key, $0.name, $0.office, $0.side, $0.after) = (key, name, office, side, after)
            $0.limit = .with { ($0.days, $0.unit) = (10, .working) }
        }
    }
}
