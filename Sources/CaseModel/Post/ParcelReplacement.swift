/// Who had a parcel in hand, leg by leg.
public enum Custodian: String, Hashable, Sendable, CaseIterable, Codable {
    /// The sending office, up to the hand-over; with a messenger, up to the receipt.
    case sender
    /// The carrier, from the hand-over to the receipt. The sending city, as its customer, claims from it.
    case carrier
    /// The receiving office or the applicant, from the receipt on.
    case receiver
}

/// What to do about a parcel that was lost or differed from its list, and who answers for it (补办与责任).
public struct ParcelReplacement: Hashable, Sendable, Codable {
    /// One thing to do.
    public enum Step: String, Hashable, Sendable, CaseIterable, Codable {
        /// Ask the carrier to search (查单).
        case search
        /// Claim the declared value from the carrier (索赔).
        case claim
        /// Tell the applicant what happened and what is done about it (告知申请人).
        case tellApplicant = "tell-applicant"
        /// Print the copies again from the scans (重新打印复印件).
        case printAgain = "print-again"
        /// Go on with the scan, and help the applicant to get the original issued again (以扫描件继续办理, 协助补办原件).
        case helpApplicant = "help-applicant"
        /// Ask the department to issue the result again (补发证照).
        case issueAgain = "issue-again"
        /// Send what stands for it in a parcel that its sender pays (补寄).
        case sendAgain = "send-again"
    }

    /// One line that has to be replaced.
    public struct Affected: Hashable, Sendable, Codable {
        /// The line of the parcel's list, from 0.
        public var item: Int
        /// How many pieces.
        public var count: Int
    }

    /// The parcel's own name.
    public var parcel: String
    /// Who held it last, and so answers for it.
    public var responsible: Custodian
    /// The city that bears the cost of replacing: the receiver's where the receiver answers, else the sender's.
    public var bears: CityCode
    /// What has to be replaced, in the order of the list.
    public var affected: [Affected]
    /// What to do, in this order.
    public var steps: [Step]
}

extension Parcel {
    /// What to do about the parcel, or `nil` where it is neither lost nor differing.
    public var replacement: ParcelReplacement? {
        guard let last = events.last, let responsible else { return nil }
        let affected: [ParcelReplacement.Affected]
        if last.kind == .lost {
            affected = items.indices.map { .init(item: $0, count: items[$0].count) }
        } else {
            let pieces = Dictionary(last.differences.map { ($0.item, $0.count) }, uniquingKeysWith: +)
            affected = pieces.keys.sorted().map {
                .init(item: $0, count: min(pieces[$0, default: 0], items[$0].count))
            }
        }
        return ParcelReplacement(
            parcel: id,
            responsible: responsible,
            bears: responsible == .receiver ? receiver.city : sender.city,
            affected: affected,
            steps: steps(responsible: responsible, forms: Set(affected.map { items[$0.item].form }))
        )
    }

    /// Who answers for a parcel that is lost or differing, or `nil` for any other.
    ///
    /// A lost parcel: who held it last. A difference: the one before the receiver where the seal was broken on receipt;
    /// the receiver where a whole seal was opened more than ``PostLimits/openingHours`` later; else the sender, who packed it.
    public var responsible: Custodian? {
        guard let last = events.last else { return nil }
        let carrying: Custodian = carrier == .byHand ? .sender : .carrier
        switch last.kind {
        case .lost:
            switch events.dropLast().last?.kind {
            case .handedOver, .scanned, .delivered: return carrying
            case .received: return .receiver
            default: return .sender
            }
        case .openedDiffering:
            guard let received = self.last(.received) else { return .sender }
            if received.isSealIntact == false { return carrying }
            return last.at - received.at > Self.milliseconds(hours: PostLimits.openingHours) ? .receiver : .sender
        default: return nil
        }
    }

    private func steps(responsible: Custodian, forms: Set<ParcelItem.Form>) -> [ParcelReplacement.Step] {
        var steps: [ParcelReplacement.Step] = []
        if responsible == .carrier {
            if state == .lost { steps.append(.search) }
            if declaredValueFen > 0 { steps.append(.claim) }
        }
        steps.append(.tellApplicant)
        if forms.contains(.copy) { steps.append(.printAgain) }
        if forms.contains(.original) { steps.append(direction == .results ? .issueAgain : .helpApplicant) }
        // A lost original of the applicant is issued to the applicant, not posted again.
        if forms.contains(.copy) || direction == .results { steps.append(.sendAgain) }
        return steps
    }
}
