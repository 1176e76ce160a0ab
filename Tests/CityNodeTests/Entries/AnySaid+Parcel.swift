import CaseModel

extension AnySaid {
    /// A parcel as it is listed, on any of its ways and by any carrier that the rules allow.
    mutating func parcel(of number: CaseNumber, handling: CityCode) -> Parcel {
        let direction = pick(ParcelDirection.allCases)
        let (here, there) =
            direction == .materials ? (number.collecting, handling) : (handling, number.collecting)
        let toApplicant = direction != .materials && isHeads()
        let carrier = pick(Carrier.allCases.filter { !toApplicant || $0 != .confidential })
        let others = (0..<self.number(0...2)).map {
            CaseNumber(collecting: number.collecting, at: 0, random: UInt64($0))
        }
        let cases = [number] + others
        return Parcel(
            id: identifier(1...PostLimits.idCharactersMax),
            cases: cases,
            items: (0..<self.number(1...4)).map { _ in item(of: cases, by: carrier) },
            direction: direction,
            sender: OfficeName(office: line(1...100), city: here),
            receiver: ParcelReceiver(office: toApplicant ? nil : line(1...100), city: there),
            carrier: carrier,
            courier: carrier == .courier ? line(1...100) : nil,
            trackingNumber: isHeads() ? tracking(carrier) : nil,
            declaredValueFen: Int64(self.number(0...Int(PostLimits.declaredValueFenMax))),
            costFen: isHeads() ? Int64(self.number(0...Int(PostLimits.costFenMax))) : nil
        )
    }

    /// A label that says something.
    mutating func label(of parcel: Parcel) -> ParcelLabel {
        let number = parcel.state == .listed || parcel.state == .packed ? tracking(parcel.carrier) : nil
        let isPriced = number == nil || isHeads()
        return ParcelLabel(
            trackingNumber: number,
            costFen: isPriced ? Int64(self.number(0...Int(PostLimits.costFenMax))) : nil
        )
    }

    /// What can happen next to a parcel; `nil` at its end, and where its number is not known yet.
    mutating func event(after parcel: Parcel) -> CustodyEvent? {
        let next = CustodyLifecycle.events(in: parcel.state, carrier: parcel.carrier).filter {
            $0 != .handedOver || !parcel.carrier.needsTrackingNumber || parcel.trackingNumber != nil
        }
        guard let kind = next.randomElement(using: &random),
            let arrow = CustodyLifecycle.transition(from: parcel.state, event: kind, carrier: parcel.carrier)
        else { return nil }
        let tellers: [CityCode] =
            switch arrow.teller {
            case .sender: [parcel.sender.city]
            case .receiver: [parcel.receiver.city]
            case .either: [parcel.sender.city, parcel.receiver.city]
            }
        return CustodyEvent(
            kind,
            at: (parcel.events.last?.at ?? 1_795_420_800_000) + Int64(number(0...100_000_000)),
            city: pick(tellers),
            officer: line(1...100),
            note: text(0...60),
            isSealIntact: kind == .received ? isHeads() : nil,
            differences: kind == .openedDiffering ? differences(in: parcel) : [],
            replacement: kind == .replaced ? "R" + identifier(0...20) : nil
        )
    }

    private mutating func item(of cases: [CaseNumber], by carrier: Carrier) -> ParcelItem {
        ParcelItem(
            name: line(1...100),
            form: pick(ParcelItem.Form.allCases),
            count: number(1...PostLimits.countMax),
            caseNumber: cases.count > 1 || isHeads() ? pick(cases) : nil,
            photo: isHeads() ? Sample.digest(Sample.bytes(8, seed: random.next())) : nil,
            isConfidential: carrier == .confidential && isHeads()
        )
    }

    private mutating func differences(in parcel: Parcel) -> [ContentDifference] {
        (0..<number(1...3)).map { _ in
            let item = number(0...(parcel.items.count - 1))
            return ContentDifference(
                item: item,
                kind: pick(ContentDifference.Kind.allCases),
                count: number(1...parcel.items[item].count),
                note: text(0...60)
            )
        }
    }

    private mutating func tracking(_ carrier: Carrier) -> String? {
        switch carrier {
        case .ems: pick(["EA123456789CN", "1234567890123"])
        case .courier, .confidential: "SF-" + String(number(1_000...9_999_999))
        case .byHand: nil
        }
    }

    mutating func identifier(_ count: ClosedRange<Int>) -> String {
        String((0..<number(count)).map { _ in pick(Array("aZ09-")) })
    }
}
