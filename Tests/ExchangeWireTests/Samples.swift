import ExchangeWire
import Foundation

/// One body of every kind, filled from a seed.
extension WireMaterialReference {
    static func sample(using generator: inout SeededGenerator) -> Self {
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
    static func sample(using generator: inout SeededGenerator) -> Self {
        .with {
            $0.name = generator.text(6)
            $0.value = generator.text(14)
        }
    }
}

extension WireDelivery {
    static func sample(using generator: inout SeededGenerator) -> Self {
        .with {
            $0.method = .post
            $0.recipient = generator.text(3)
            $0.note = generator.text(20)
            $0.officer = generator.text(3)
        }
    }
}

extension WireSubmitted {
    static func sample(using generator: inout SeededGenerator) -> Self {
        .with {
            $0.itemCode = "330800" + generator.text(6)
            $0.itemName = generator.text(12)
            $0.applicant = .with {
                $0.kind = .natural
                $0.name = generator.text(3)
                $0.idType = .citizenID
                $0.idNumber = "11010519491231002X"
                $0.phone = "13800000000"
            }
            $0.fields = (0..<8).map { _ in .sample(using: &generator) }
            $0.materials = (0..<3).map { _ in .sample(using: &generator) }
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
        }
    }
}

/// Every kind's body, in the order of the kinds.
func sampleBodies(using generator: inout SeededGenerator) -> [any EntryBody] {
    var bodies: [any EntryBody] = [WireSubmitted.sample(using: &generator)]
    bodies.append(
        WireSupplementOffered.with {
            $0.fields = [.sample(using: &generator)]
            $0.materials = [.sample(using: &generator)]
            $0.note = generator.text(10)
            $0.officer = generator.text(3)
        }
    )
    bodies.append(WireDeliveryReported.with { $0.delivery = .sample(using: &generator) })
    bodies.append(
        WireRegistered.with { $0.caseNumbers = (0..<5).map { "330800-20261123-000000000\($0)" } }
    )
    bodies.append(
        WireAccepted.with {
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
            $0.note = generator.text(30)
        }
    )
    bodies.append(
        WireCorrectionRequested.with {
            $0.defects = (0..<3).map { _ in
                .with {
                    $0.subject = generator.text(5)
                    $0.problem = generator.text(9)
                    $0.remedy = generator.text(12)
                }
            }
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
        }
    )
    bodies.append(WireSupplemented.with { $0.requestSequence = generator.next() >> 1 })
    bodies.append(
        WireDeclined.with {
            $0.reason = generator.text(40)
            $0.remedies = generator.text(40)
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
        }
    )
    bodies.append(
        WireDecided.with {
            $0.outcome = .denied
            $0.documents = [.sample(using: &generator)]
            $0.reason = generator.text(40)
            $0.remedies = generator.text(40)
            $0.office = generator.text(8)
            $0.officer = generator.text(3)
        }
    )
    bodies.append(
        WireDelivered.with {
            $0.requestSequence = 7
            $0.delivery = .sample(using: &generator)
        }
    )
    bodies.append(
        WireRefused.with {
            $0.lane = .case
            $0.sequence = 12
            $0.reasonCode = "unknown-kind"
            $0.detail = generator.text(40)
        }
    )
    bodies.append(
        WireNotice.with {
            $0.subject = generator.text(10)
            $0.text = generator.text(100)
            $0.officer = generator.text(3)
        }
    )
    bodies.append(
        WireKeyAnnounced.with {
            $0.publicKey = Data(generator.bytes(32))
            $0.fromMs = 1_795_420_800_000
            $0.reason = generator.text(10)
        }
    )
    return bodies
}
