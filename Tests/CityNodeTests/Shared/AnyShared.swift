import CaseModel
import ExchangeCore
import TestChance

/// Changes of shared records by chance: most of them fit, and some do not.
struct AnyShared {
    var random: SplitMix

    /// A change that a city might say about some case or some record that it has.
    mutating func change(at city: CityCode, _ cases: [CaseRecord], _ records: [SharedRecord]) -> SharedChange? {
        if let record = records.randomElement(using: &random), Int.random(in: 0..<3, using: &random) > 0 {
            return change(of: record, at: city)
        }
        guard let record = cases.randomElement(using: &random) else { return nil }
        switch Int.random(in: 0..<5, using: &random) {
        case 0: return .parcelListed(parcel(record, from: city))
        case 1:
            let visit = visit(record)
            return .evaluated(visit, evaluation(of: visit), due: nil)
        case 2: return .video(video(record, at: city, hasEnded: Bool.random(using: &random)))
        default: return .parcelListed(parcel(record, from: city))
        }
    }

    private mutating func name() -> String { "R-\(Int.random(in: 1...12, using: &random))" }

    private mutating func change(of record: SharedRecord, at city: CityCode) -> SharedChange? {
        switch record {
        case .parcel(let parcel):
            let name = SharedChange.ParcelName(sender: parcel.sender.city, id: parcel.id)
            if Int.random(in: 0..<6, using: &random) == 0 { return .parcelLabelled(name, ParcelLabel(costFen: 1_500)) }
            let next = CustodyLifecycle.events(in: parcel.state, carrier: parcel.carrier)
            guard let kind = next.randomElement(using: &random) else { return nil }
            return .custody(
                name,
                CustodyEvent(
                    kind,
                    at: (parcel.events.last?.at ?? 1_795_446_000_000) + 1,
                    city: city,
                    officer: "邮寄员",
                    isSealIntact: kind == .received ? true : nil,
                    differences: kind == .openedDiffering ? [ContentDifference(item: 0, kind: .damaged)] : [],
                    replacement: kind == .replaced ? "R-99" : nil
                )
            )
        case .visit(let visit):
            guard let ticket = visit.ticket,
                let arrow = RectificationLifecycle.transitions.filter({ $0.from == ticket.state })
                    .randomElement(using: &random)
            else { return nil }
            let by = arrow.taker == .office ? ticket.office : OfficeName(office: "营商办", city: city)
            return .rectified(
                .init(city: visit.visit.city, id: visit.visit.id),
                RectificationStep(arrow.step, by: by, officer: "郑十", text: "已整改", at: 1_795_450_000_000)
            )
        case .video(var video):
            video.session.endedAt = video.session.startedAt + 60_000
            video.session.outcome = .confirmed
            return .video(video)
        case .document, .contacts: return nil
        }
    }

    private mutating func parcel(_ record: CaseRecord, from city: CityCode) -> Parcel {
        let isCollecting = city == record.collecting
        let other = isCollecting ? record.handling : record.collecting
        return Parcel(
            id: name(),
            cases: [record.number],
            items: [ParcelItem(name: "户口簿", form: .original)],
            direction: isCollecting ? .materials : .results,
            sender: OfficeName(office: "窗口", city: city),
            receiver: ParcelReceiver(office: "窗口", city: other),
            carrier: .byHand
        )
    }

    private mutating func visit(_ record: CaseRecord) -> Visit {
        Visit(
            id: name(),
            caseNumber: record.number,
            office: "审批科",
            city: Bool.random(using: &random) ? record.collecting : record.handling,
            place: .window,
            channel: .qr,
            at: 1_795_446_000_000
        )
    }

    private mutating func evaluation(of visit: Visit) -> Evaluation {
        let level = SatisfactionLevel.allCases.randomElement(using: &random)
        return Evaluation(visit: visit.id, level: sure(level), at: 1_795_447_000_000)
    }

    private mutating func video(_ record: CaseRecord, at city: CityCode, hasEnded: Bool) -> CaseVideo {
        CaseVideo(
            caseNumber: record.number,
            handling: record.handling,
            city: city,
            session: VideoSession(
                session: name(),
                participants: [
                    .init(name: "甲", city: record.collecting, office: "窗口", part: .officer),
                    .init(name: "乙", city: record.handling, office: "审批科", part: .officer),
                    .init(name: "丙", city: record.collecting, part: .applicant),
                ],
                startedAt: 1_795_446_000_000,
                endedAt: hasEnded ? 1_795_446_600_000 : nil,
                outcome: hasEnded ? .brokenOff : nil
            )
        )
    }
}
