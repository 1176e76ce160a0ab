extension Guide {
    /// Everything that is wrong with it as a guide for `item`; empty when it is complete.
    func faults(for item: Item) -> [CaseRefusal] {
        var list = FaultList()
        checkVersion(&list)
        checkFlow(&list)
        checkOffice(&list)
        if item.kind == .jump { checkJump(&list) } else { checkHandled(&list) }
        checkAppearances(&list)
        checkLimits(&list)
        GuideLeg.check(legs, &list)
        return list.faults
    }

    private func checkVersion(_ list: inout FaultList) {
        list.number(version, 1...CatalogueLimits.versionMax, "as a version", "version")
        if let until = period.until {
            list.require(
                until >= period.from,
                .inconsistent,
                "the last day lies before the first one: correct one of them",
                "period.until"
            )
        }
    }

    private func checkFlow(_ list: inout FaultList) {
        list.count(steps.count, min: 1, max: CatalogueLimits.stepsMax, "steps")
        for (index, step) in steps.enumerated() {
            list.name(step.name, "steps[\(index)].name")
            if let limit = step.limit { list.limit(limit, "steps[\(index)].limit") }
        }
        list.count(materials.count, max: CaseLimits.materialsMax, "materials")
        for (index, material) in materials.enumerated() { material.check(&list, "materials[\(index)]") }
        list.unique(materials.map(\.key), "materials", ".key")
        list.unique(materials.map(\.name), "materials", ".name")
        list.count(results.count, min: 1, max: CatalogueLimits.resultsMax, "results")
        for (index, result) in results.enumerated() { result.check(&list, "results[\(index)]") }
        list.count(fees.count, max: CatalogueLimits.resultsMax, "fees")
        for (index, fee) in fees.enumerated() { fee.check(&list, "fees[\(index)]") }
        list.text(nothingCollectedReason, "nothingCollectedReason")
    }

    private func checkOffice(_ list: inout FaultList) {
        list.name(office, "office")
        list.name(body, "body")
        list.require(
            CreditCode.isValid(bodyCode),
            .badCreditCode,
            "not a unified social credit code: compare all 18 characters, the last one checks them",
            "bodyCode"
        )
        list.name(implementationCode, max: CaseLimits.itemCodeCharactersMax, "implementationCode")
        list.require(
            Phone.isValid(phone),
            .malformed,
            "\(CaseLimits.phoneCharactersMin) to \(CaseLimits.phoneCharactersMax) digits, spaces and + - ( ) # * ,",
            "phone"
        )
        list.text(legalBasis, min: 1, "legalBasis")
        if let retentionYears {
            list.number(retentionYears, 1...CatalogueLimits.retentionYearsMax, "years", "retentionYears")
        }
    }

    private func checkJump(_ list: inout FaultList) {
        list.require(
            modes.isEmpty,
            .inconsistent,
            "a jump item is not accepted here, so it is offered in no mode: take the modes out",
            "modes"
        )
        for (index, step) in steps.enumerated() {
            list.require(
                step.role == .nationalSystem || step.role == .collectingWindow,
                .inconsistent,
                "a jump item is not accepted here: a window helps, the rest is the national system's",
                "steps[\(index)].role"
            )
        }
        list.require(legs.isEmpty, .inconsistent, "a jump item has no legs: take them out", "legs")
        list.require(correction == nil, .inconsistent, "a jump item is not corrected here: take it out", "correction")
    }

    private func checkHandled(_ list: inout FaultList) {
        list.choices(modes, "modes")
        list.require(promisedLimit != nil, .missing, "say what the department promises", "promisedLimit")
        list.require(correction != nil, .missing, "say how long a correction may take", "correction")
        if let correction {
            list.limit(correction.limit, min: 1, "correction.limit")
            list.require(
                correction.remindAfterDays >= 1 && correction.remindAfterDays < correction.limit.days,
                .inconsistent,
                "the reminder comes after at least a day and before the limit ends",
                "correction.remindAfterDays"
            )
        }
        if modes.contains(.collected), !materials.contains(where: \.transmission.hasFile) {
            list.require(
                Measure(nothingCollectedReason).hasInk,
                .missing,
                "no material is collected at a window: say why the item is collected at all",
                "nothingCollectedReason"
            )
        }
        if modes.contains(.joint) {
            list.require(legs.count >= 2, .missing, "joint handling needs two legs or more", "legs")
        } else {
            list.require(legs.isEmpty, .inconsistent, "only joint handling has legs: take them out", "legs")
        }
    }

    private func checkAppearances(_ list: inout FaultList) {
        list.choices(appearances, "appearances")
        list.number(visits, 0...CatalogueLimits.visitsMax, "visits", "visits")
        if appearances.contains(.biometrics) {
            list.require(
                appearances.contains(.inPerson) && !appearances.contains(.agent) && visits >= 1,
                .inconsistent,
                "what is taken from the body needs the applicant in person, without an agent, and at least one visit",
                "appearances"
            )
            list.require(
                !modes.contains(.online),
                .inconsistent,
                "what is taken from the body cannot be done online: take the mode out",
                "modes"
            )
        }
        if modes.contains(.online) {
            list.require(
                appearances.contains(.online),
                .inconsistent,
                "the online mode needs the online proof of identity",
                "appearances"
            )
        }
        if modes.contains(.collected) {
            list.require(
                appearances.contains(.inPerson) || appearances.contains(.agent),
                .inconsistent,
                "someone must come to the window that collects: the applicant or an agent",
                "appearances"
            )
        }
    }

    private func checkLimits(_ list: inout FaultList) {
        if let promisedLimit { list.limit(promisedLimit, "promisedLimit") }
        list.text(limitBasis, "limitBasis")
        guard let statutoryLimit else {
            if promisedLimit != nil {
                list.require(
                    Measure(limitBasis).hasInk,
                    .missing,
                    "without a statutory limit say why there is none",
                    "limitBasis"
                )
            }
            return
        }
        list.limit(statutoryLimit, "statutoryLimit")
        // Working days are never fewer than as many calendar days; the other way round nothing is certain.
        if let promisedLimit, promisedLimit.unit == statutoryLimit.unit || promisedLimit.unit == .workingDays {
            list.require(
                promisedLimit.days <= statutoryLimit.days,
                .inconsistent,
                "the promise of \(promisedLimit.days) days is longer than the law's \(statutoryLimit.days)",
                "promisedLimit"
            )
        }
    }
}
