import ExchangeWire
import Foundation
import TestChance

/// One body of every kind, filled from a seed.
extension WireMaterialReference {
    static func sample(using generator: inout SplitMix) -> Self {
        .with {
            $0.digest = Data(generator.digest())
            $0.name = generator.text(8)
            $0.mediaType = "application/pdf"
            $0.size = generator.next() >> 33
            $0.form = .original
        }
    }
}

extension WireFormField {
    static func sample(using generator: inout SplitMix) -> Self {
        .with {
            $0.name = generator.text(6)
            $0.value = generator.text(14)
        }
    }
}

extension WireDelivery {
    static func sample(using generator: inout SplitMix) -> Self {
        .with {
            $0.method = .post
            $0.recipient = generator.text(3)
            $0.note = generator.text(20)
            $0.officer = generator.text(3)
            $0.role = .windowClerk
        }
    }
}

extension WireApplication {
    static func sample(using generator: inout SplitMix) -> Self {
        .with {
            $0.itemCode = "330800" + generator.text(6)
            $0.itemName = generator.text(12)
            $0.mode = .collected
            $0.terms = .with {
                $0.version = 3
                $0.promised = .with { limit in (limit.days, limit.unit) = (5, .working) }
                $0.statutory = .with { limit in (limit.days, limit.unit) = (20, .working) }
                $0.correction = .with { limit in (limit.days, limit.unit) = (30, .calendar) }
            }
            $0.applicant = .with {
                $0.kind = .natural
                $0.name = generator.text(3)
                $0.idType = .citizenID
                $0.idNumber = "11010519491231002X"
                $0.phone = "13800000000"
            }
            $0.checks = [
                .with {
                    $0.subject = .applicant
                    $0.method = .chipRead
                    $0.outcome = .passed
                    $0.atMs = 1_795_420_800_000
                    $0.officer = generator.text(3)
                }
            ]
            $0.fields = (0..<8).map { _ in .sample(using: &generator) }
            $0.materials = (0..<3).map { _ in .sample(using: &generator) }
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.role = .windowClerk
        }
    }
}

extension WireSubmitted {
    static func sample(using generator: inout SplitMix) -> Self {
        .with { $0.application = .sample(using: &generator) }
    }
}

extension WireRemark {
    static func sample(_ role: WireRole, using generator: inout SplitMix) -> Self {
        .with {
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.role = role
            $0.note = generator.text(20)
        }
    }
}

extension WireCorrection {
    static func sample(_ role: WireRole, using generator: inout SplitMix) -> Self {
        .with {
            $0.defects = (0..<3).map { _ in
                .with {
                    $0.subject = generator.text(5)
                    $0.problem = generator.text(9)
                    $0.remedy = generator.text(12)
                }
            }
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.role = role
        }
    }
}

extension WireLegReport {
    static func sample(using generator: inout SplitMix) -> Self {
        .with {
            $0.leg = "out"
            $0.result = generator.text(20)
            $0.documents = [.sample(using: &generator)]
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.role = .reviewer
        }
    }
}

/// What the applicant's side and a window say with a reason.
private func reasoned<Said>(
    _ set: (inout Said, String, String, String) -> Void,
    _ empty: Said,
    using generator: inout SplitMix
) -> Said {
    var said = empty
    set(&said, generator.text(20), generator.text(8), generator.text(3))
    return said
}

/// Every kind's body, in the order of the kinds.
func sampleBodies(using generator: inout SplitMix) -> [any EntryBody] {
    caseLaneBodies(using: &generator) + firstResultBodies(using: &generator) + laterResultBodies(using: &generator)
        + allianceBodies(using: &generator)
}

private func caseLaneBodies(using generator: inout SplitMix) -> [any EntryBody] {
    [
        WireSubmitted.sample(using: &generator),
        WireSupplementOffered.with {
            $0.fields = [.sample(using: &generator)]
            $0.materials = [.sample(using: &generator)]
            $0.note = generator.text(10)
            $0.officer = generator.text(3)
            $0.role = .windowClerk
        },
        WireDeliveryReported.with { $0.delivery = .sample(using: &generator) },
        WireConsulted.with { $0.application = .jointSample(using: &generator) },
        WireHandOverOffered.with {
            $0.handOver = reasoned(
                { ($0.reason, $0.office, $0.officer, $0.role) = ($1, $2, $3, .windowClerk) },
                WireHandOver(),
                using: &generator
            )
        },
        WireLegReported.with { $0.report = .sample(using: &generator) },
        WireWithdrawalRequested.with {
            $0.withdrawal = reasoned(
                { ($0.reason, $0.office, $0.officer, $0.role) = ($1, $2, $3, .applicant) },
                WireWithdrawal(),
                using: &generator
            )
        },
    ]
}

private func firstResultBodies(using generator: inout SplitMix) -> [any EntryBody] {
    [
        WireRegistered.with { $0.caseNumbers = (0..<5).map { "330800-20261123-000000000\($0)" } },
        WireAccepted.with {
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.note = generator.text(30)
            $0.role = .reviewer
        },
        WireCorrectionRequested.with {
            $0.correction = .sample(.reviewer, using: &generator)
            $0.correction.exception = .with { ($0.supervisor, $0.reason) = ("郑督", "新规定") }
        },
        WireSupplemented.with { $0.requestSequence = generator.next() >> 1 },
        reasoned(
            { ($0.reason, $0.office, $0.officer, $0.remedies, $0.role) = ($1, $2, $3, $1, .decider) },
            WireDeclined(),
            using: &generator
        ),
        WireDecided.with {
            $0.outcome = .denied
            $0.documents = [.sample(using: &generator)]
            $0.reason = generator.text(40)
            $0.remedies = generator.text(40)
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.role = .decider
        },
        WireDelivered.with {
            $0.requestSequence = 7
            $0.delivery = .sample(using: &generator)
        },
        WireEndorsed.with { $0.remark = .sample(.liaison, using: &generator) },
        WireObjected.with { $0.correction = .sample(.deputyLiaison, using: &generator) },
        WireHandedOver.with {
            $0.requestSequence = 8
            $0.handOver = reasoned(
                { ($0.reason, $0.office, $0.officer, $0.role) = ($1, $2, $3, .windowHead) },
                WireHandOver(),
                using: &generator
            )
        },
        WireForwarded.with { $0.remark = .sample(.handlingWindow, using: &generator) },
        WireLapsed.with { $0.remark = .sample(.decider, using: &generator) },
        WireAcceptedBySilence.with {
            $0.day = 20_261_123
            $0.receivedMs = 1_795_420_800_000
        },
        WireSuspended.with {
            $0.procedure = .appraisal
            $0.reason = generator.text(20)
            $0.expectedDays = 10
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.role = .reviewer
        },
        WireResumed.with { $0.remark = .sample(.reviewer, using: &generator) },
        WireRefused.with {
            $0.lane = .case
            $0.sequence = 12
            $0.reasonCode = "unknown-kind"
            $0.detail = generator.text(40)
        },
    ]
}

private func laterResultBodies(using generator: inout SplitMix) -> [any EntryBody] {
    [
        WireExtended.with {
            $0.days = 5
            $0.approvedBy = generator.text(3)
            $0.reason = generator.text(20)
            $0.notice = "YC-1"
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.role = .decider
        },
        WireReviewed.with {
            $0.recommends = .granted
            $0.opinion = generator.text(20)
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.role = .reviewer
        },
        WireLegConcluded.with {
            $0.requestSequence = 9
            $0.report = .sample(using: &generator)
        },
        WireApproved.with { $0.remark = .sample(.decider, using: &generator) },
        WireIssued.with {
            $0.documents = [.sample(using: &generator)]
            $0.note = generator.text(10)
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.role = .handlingWindow
        },
        WireWithdrawn.with {
            $0.requestSequence = 10
            $0.withdrawal = reasoned(
                { ($0.reason, $0.office, $0.officer, $0.role) = ($1, $2, $3, .windowClerk) },
                WireWithdrawal(),
                using: &generator
            )
        },
        reasoned(
            { ($0.reason, $0.office, $0.officer, $0.authority, $0.role) = ($1, $2, $3, $2, .decider) },
            WirePassedOn(),
            using: &generator
        ),
        reasoned(
            { ($0.reason, $0.office, $0.officer, $0.kind, $0.role) = ($1, $2, $3, .mistaken, .supervisor) },
            WireVoided(),
            using: &generator
        ),
        WireArchived.with { $0.remark = .sample(.reviewer, using: &generator) },
    ]
}

private func allianceBodies(using generator: inout SplitMix) -> [any EntryBody] {
    [
        WireNotice.with {
            $0.subject = generator.text(10)
            $0.text = generator.text(100)
            $0.officer = generator.text(3)
        },
        WireKeyAnnounced.with {
            $0.publicKey = Data(generator.bytes(32))
            $0.fromMs = 1_795_420_800_000
            $0.reason = generator.text(10)
        },
    ]
}
