extension Parcel {
    /// The parcel as it is kept: every rule checked, the whole chain of custody followed, the tracking number in upper case.
    public func checked() throws(CaseRefusal) -> Parcel {
        var copy = self
        copy.trackingNumber = trackingNumber.map(Carrier.normalized(trackingNumber:))
        copy.events = []
        var checker = Checker()
        try checker.identifier(id, max: PostLimits.idCharactersMax, "id")
        try copy.checkCases(checker)
        try copy.checkItems(&checker)
        try copy.checkParties(&checker)
        try copy.checkCarrier(&checker)
        try copy.checkMoney(checker)
        try checker.count(events.count, max: PostLimits.eventsMax, "events")
        for index in events.indices { copy = try copy.applying(events[index], field: "events[\(index)]") }
        return copy
    }

    private func checkCases(_ checker: Checker) throws(CaseRefusal) {
        try checker.count(cases.count, min: 1, max: PostLimits.casesMax, "cases")
        guard Set(cases).count == cases.count else {
            throw CaseRefusal(.repeated, "a case stands twice in the list: give it once", field: "cases")
        }
        for index in cases.indices where cases[index].collecting != cases[0].collecting {
            throw CaseRefusal(
                .numberMismatch,
                "another city collected \(cases[index]): send it in a parcel of its own",
                field: "cases[\(index)]"
            )
        }
    }

    private func checkItems(_ checker: inout Checker) throws(CaseRefusal) {
        try checker.count(items.count, min: 1, max: PostLimits.itemsMax, "items")
        for index in items.indices {
            let item = items[index]
            try checker.name(item.name, "items[\(index)].name")
            guard (1...PostLimits.countMax).contains(item.count) else {
                throw CaseRefusal(.malformed, "1 to \(PostLimits.countMax) pieces", field: "items[\(index)].count")
            }
            guard item.caseNumber != nil || cases.count == 1 else {
                throw CaseRefusal(
                    .missing,
                    "the parcel holds papers of several cases: say to which this one belongs",
                    field: "items[\(index)].caseNumber"
                )
            }
            guard item.caseNumber.map(cases.contains) ?? true else {
                throw CaseRefusal(
                    .numberMismatch,
                    "this case is not in the parcel's list: add it there, or correct it",
                    field: "items[\(index)].caseNumber"
                )
            }
        }
        try checker.total()
    }

    private func checkParties(_ checker: inout Checker) throws(CaseRefusal) {
        try checker.name(sender.office, "sender.office")
        if let office = receiver.office { try checker.name(office, "receiver.office") }
        let collecting = cases[0].collecting
        switch direction {
        case .materials:
            guard sender.city == collecting else {
                throw CaseRefusal(
                    .wrongSide,
                    "\(collecting) collected the case and sends its papers, not \(sender.city)",
                    field: "sender.city"
                )
            }
            guard receiver.city != collecting, !receiver.isApplicant else {
                throw CaseRefusal(.wrongSide, "papers go to an office of the handling city", field: "receiver")
            }
        case .results, .originals:
            guard sender.city != collecting else {
                throw CaseRefusal(
                    .wrongSide,
                    "the handling city sends results and returns originals, \(collecting) collected the case",
                    field: "sender.city"
                )
            }
            guard receiver.city == collecting || receiver.isApplicant else {
                throw CaseRefusal(
                    .wrongSide,
                    "it goes to the window in \(collecting), or to the applicant",
                    field: "receiver"
                )
            }
        }
    }

    private func checkCarrier(_ checker: inout Checker) throws(CaseRefusal) {
        if let index = items.firstIndex(where: \.isConfidential) {
            guard carrier == .confidential else {
                throw CaseRefusal(
                    .carrierNotAllowed,
                    "this must not go by courier or by hand: send it by confidential mail (机要)",
                    field: "items[\(index)].isConfidential"
                )
            }
        }
        guard carrier != .confidential || !receiver.isApplicant else {
            throw CaseRefusal(
                .carrierNotAllowed,
                "confidential mail goes from office to office: name the receiving office",
                field: "receiver.office"
            )
        }
        if carrier == .courier {
            try checker.name(courier ?? "", "courier")
        } else if courier != nil {
            throw CaseRefusal(.malformed, "only another courier than EMS is named: leave it out", field: "courier")
        }
        guard trackingNumber.map(carrier.accepts) ?? true else {
            throw CaseRefusal(.malformed, carrier.trackingNumberForm, field: "trackingNumber")
        }
    }

    /// Checks who pays, and the amounts.
    func checkMoney(_ checker: Checker) throws(CaseRefusal) {
        guard payer == sender.city else {
            throw CaseRefusal(
                .wrongPayer,
                "the sending city \(sender.city) pays; nobody pays on delivery (到付)",
                field: "payer"
            )
        }
        try checker.fen(declaredValueFen, max: PostLimits.declaredValueFenMax, "declaredValueFen")
        if let costFen { try checker.fen(costFen, max: PostLimits.costFenMax, "costFen") }
    }
}
