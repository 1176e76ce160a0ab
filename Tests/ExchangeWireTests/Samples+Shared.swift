import ExchangeWire
import Foundation
import TestChance

/// One change of every kind, with everything that each can hold, in the order of the contract.
func sampleChanges(using generator: inout SplitMix) -> [(name: String, change: WireSharedChange)] {
    let parcel = WireParcelName.with { ($0.sender, $0.id) = (330_800, "P-1") }
    return [
        ("parcelListed", .with { $0.parcelListed = .sample(using: &generator) }),
        (
            "parcelLabelled",
            .with {
                $0.parcelLabelled.parcel = parcel
                $0.parcelLabelled.label = .with { ($0.trackingNumber, $0.costFen) = ("EA123456789CN", 2_200) }
            }
        ),
        ("custody", .with { $0.custody = .with { ($0.parcel, $0.event) = (parcel, .received) } }),
        ("evaluated", .with { $0.evaluated = .sample(due: 20_261_214) }),
        (
            "rectified",
            .with {
                $0.rectified.city = 350_700
                $0.rectified.id = "V-1"
                $0.rectified.step = .with {
                    $0.kind = .callBackContent
                    $0.by = .with { ($0.office, $0.city) = ("政务服务监督科", 330_800) }
                    ($0.officer, $0.text, $0.atMs) = ("吴督", "申请人满意", 1_795_507_200_000)
                }
            }
        ),
        ("video", .with { $0.video = .sample() }),
        (
            "documentIssued",
            .with {
                $0.documentIssued.number = "BZ-350700-20261124-7K2M9QX4RT-01"
                $0.documentIssued.caseNumber = sampleCase
                $0.documentIssued.material = .sample(using: &generator)
                ($0.documentIssued.office, $0.documentIssued.atMs) = ("南平市社保中心", 1_795_507_200_000)
            }
        ),
        ("contactsPublished", .with { $0.contactsPublished = .sample() }),
    ]
}

/// The bodies of requests and answers about shared records: one request, and one word of the owner for every change.
func sharedBodies(using generator: inout SplitMix) -> [(name: String, body: any EntryBody)] {
    let changes = sampleChanges(using: &generator)
    let asked = WireSharedChangeRequested.with { $0.change = .with { $0.evaluated = .sample(due: 0) } }
    return [("50-sharedChangeRequested", asked)]
        + changes.enumerated().map { index, one in
            let said = WireSharedChanged.with {
                $0.change = one.change
                $0.requestSequence = UInt64(index)
            }
            return ("51-\(one.name)", said)
        }
}

private let sampleCase = "330800-20261123-7K2M9QX4RT"

extension WireParcel {
    static func sample(using generator: inout SplitMix) -> Self {
        let digest = Data(generator.digest())
        return .with {
            $0.id = "P-1"
            $0.caseNumbers = [sampleCase, "330800-20261123-0000000000"]
            $0.items = [
                .with {
                    ($0.name, $0.form, $0.count, $0.caseNumber) = ("户口簿", .original, 1, sampleCase)
                    $0.photoDigest = digest
                },
                .with {
                    ($0.name, $0.form, $0.count) = ("人事档案", .copy, 12)
                    ($0.caseNumber, $0.confidential) = ("330800-20261123-0000000000", true)
                },
            ]
            $0.direction = .materials
            $0.sender = .with { ($0.office, $0.city) = ("衢州市一窗", 330_800) }
            $0.receiver = .with { ($0.office, $0.city) = ("南平市社保中心", 350_700) }
            $0.carrier = .courier
            ($0.courier, $0.trackingNumber) = ("顺丰速运", "SF1234567890")
            ($0.declaredValueFen, $0.costFen) = (100_000, 2_200)
        }
    }
}

extension WireCustodyEvent {
    /// A parcel arrived with a broken seal: more than any event says, so that every field is there.
    fileprivate static let received: Self = .with {
        ($0.kind, $0.atMs, $0.city) = (.received, 1_795_507_200_000, 350_700)
        ($0.officer, $0.note, $0.sealIntact, $0.replacement) = ("周收", "箱角破损", false, "P-2")
        $0.differences = [.with { ($0.item, $0.kind, $0.count, $0.note) = (1, .damaged, 2, "水渍") }]
    }
}

extension WireVisitEvaluated {
    fileprivate static func sample(due: UInt32) -> Self {
        .with {
            $0.visit = .with {
                ($0.id, $0.caseNumber, $0.place, $0.channel) = ("V-1", sampleCase, .window, .hallTablet)
                $0.office = .with { ($0.office, $0.city) = ("南平市社保中心", 350_700) }
                $0.atMs = 1_795_420_800_000
            }
            $0.evaluation = .with {
                $0.level = .dissatisfied
                $0.scores = [.with { ($0.metric, $0.level) = (.serviceAttitude, .veryDissatisfied) }]
                ($0.tags, $0.text, $0.atMs) = (["等候时间长"], "跑了三趟", 1_795_424_400_000)
            }
            $0.due = due
        }
    }
}

extension WireCaseVideo {
    fileprivate static func sample() -> Self {
        .with {
            ($0.caseNumber, $0.handling, $0.city) = (sampleCase, 350_700, 330_800)
            $0.session = "HY-1"
            $0.participants = [
                .with { ($0.name, $0.city, $0.office, $0.part) = ("李四", 330_800, "衢州市一窗", .officer) },
                .with { ($0.name, $0.city, $0.office, $0.part) = ("赵六", 350_700, "南平市社保中心", .officer) },
                .with { ($0.name, $0.city, $0.part) = ("样例申请人", 330_800, .applicant) },
            ]
            ($0.startedMs, $0.endedMs, $0.outcome) = (1_795_420_800_000, 1_795_421_700_000, .confirmed)
            $0.questions = [.with { ($0.question, $0.answer) = ("是否本人自愿", "是") }]
            $0.note = "图像清楚"
            $0.recording = .with { ($0.reference, $0.keptUntil) = ("LX-1", 20_271_123) }
        }
    }
}

extension WireContactList {
    fileprivate static func sample() -> Self {
        let hours = (1...5).map { day in
            WireServiceHours.with { ($0.weekday, $0.fromMinute, $0.untilMinute) = (day, 510, 1_050) }
        }
        let reachable = WireContactPerson.with {
            ($0.name, $0.phone, $0.handle, $0.hours) = ("赵六", "0599-8820000", "zhaoliu", hours)
        }
        return .with {
            ($0.city, $0.version) = (350_700, 3)
            $0.offices = [
                .with {
                    ($0.code, $0.name, $0.kind, $0.address) = ("SB", "南平市社保中心", .department, "江滨中路1号")
                    ($0.phone, $0.hours) = ("0599-8820001", hours)
                },
                .with { ($0.code, $0.name, $0.kind) = ("YC", "南平市一窗", .window) },
            ]
            $0.liaisons = [
                .with { ($0.office, $0.items, $0.person, $0.deputies) = ("SB", ["K062"], reachable, [reachable]) },
                .with { ($0.office, $0.person, $0.noDeputyReason) = ("SB", reachable, "编制不足") },
            ]
            $0.workingGroup = [reachable]
        }
    }
}
