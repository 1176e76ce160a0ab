extension CaseRecord {
    /// Does to the clocks what an event does; `at` is never before the last event.
    mutating func turn(_ effect: ClockEffect, _ event: CaseEvent, at: Int64) throws(CaseRefusal) {
        var next = progress
        switch effect {
        case .none: return
        case .startAcceptance:
            guard ClockLimits.instants.contains(at) else {
                throw CaseRefusal(.malformed, "a case is registered between 1992 and 2999: set the node's clock")
            }
            // What follows from the receipt alone is not kept a second time.
            registeredAt = at
            return
        case .startCorrection:
            try next.clocks.pause([.acceptance], reason: .correction, at: at)
            try next.clocks.start(.correction, at: at, limit: terms.correction)
        case .endCorrection:
            try next.clocks.stop([.correction], at: at)
            try next.clocks.resume([.acceptance], at: at)
        case .startDecision: try next.startDecision(terms, from: at, opening: .act, at: at)
        case .startDecisionFromReceipt:
            guard case .acceptedBySilence(let silence) = event else { return }
            try next.startDecision(terms, from: silence.receivedAt, opening: .receipt, at: at)
        case .pauseDecision:
            guard case .suspended(let suspension) = event else { return }
            try next.pauseDecision(suspension.procedure, note: suspension.reason, at: at)
        case .resumeDecision: try next.resumeDecision(at: at)
        case .extendDecision:
            guard case .extended(let said) = event else { return }
            try next.extendDecision(said, at: at)
        case .concludeLeg:
            guard case .legConcluded(let report) = event else { return }
            try next.conclude(report.leg, of: terms, at: at)
        case .startDelivery:
            try next.stop(ClockKind.decision, at: at)
            try next.clocks.start(.delivery, at: at, limit: ClockLimits.delivery)
        case .stopDelivery: try next.stop([.delivery], at: at)
        case .stopAll:
            try next.stop(ClockKind.allCases, at: at)
            try next.abandonLegs(at: at)
        }
        gathered = next
    }
}

extension CaseProgress {
    fileprivate mutating func startDecision(
        _ terms: GuideTerms,
        from start: Int64,
        opening: CaseClock.Opening,
        at: Int64
    ) throws(CaseRefusal) {
        try clocks.stop([.acceptance], at: at)
        try clocks.startDecision(at: start, promised: terms.promised, statutory: terms.statutory, opening: opening)
        for leg in terms.legs where leg.after.isEmpty {
            legs[leg.key] = try CaseClock(start: start, opening: opening, limit: leg.limit)
        }
    }

    fileprivate mutating func pauseDecision(
        _ reason: ClockPause.Reason,
        note: String,
        at: Int64
    ) throws(CaseRefusal) {
        try clocks.pause(ClockKind.decision, reason: reason, note: note, at: at)
        for key in legs.keys where legs[key]?.isRunning == true {
            try legs[key]?.pause(reason, note: note, at: at)
        }
    }

    fileprivate mutating func resumeDecision(at: Int64) throws(CaseRefusal) {
        try clocks.resume(ClockKind.decision, at: at)
        for key in legs.keys where legs[key]?.isPaused == true { try legs[key]?.resume(at: at) }
    }

    fileprivate mutating func extendDecision(_ said: Extension, at: Int64) throws(CaseRefusal) {
        // Each clock counts in its own unit.
        for kind in ClockKind.decision {
            guard let unit = clocks[kind]?.limit.unit else { continue }
            let addition = ClockExtension(
                limit: TimeLimit(days: said.days, unit: unit),
                approvedBy: said.approvedBy,
                reason: said.reason,
                notice: said.notice,
                at: at
            )
            let most = TimeLimit(days: ClockLimits.lengthening.days, unit: unit)
            try clocks.extend([kind], by: addition, most: most)
        }
    }

    fileprivate mutating func conclude(_ key: String, of terms: GuideTerms, at: Int64) throws(CaseRefusal) {
        try legs[key]?.stop(at: at)
        let concluded = concludedLegs
        for leg in terms.legs where legs[leg.key] == nil && leg.after.allSatisfy(concluded.contains) {
            legs[leg.key] = try CaseClock(start: at, limit: leg.limit)
        }
    }

    /// The case ends, whatever its legs still had to do.
    fileprivate mutating func abandonLegs(at: Int64) throws(CaseRefusal) {
        for key in legs.keys.sorted() where legs[key]?.isRunning == true {
            try legs[key]?.stop(at: at)
            abandonedLegs.append(key)
        }
    }

    /// Stops those of the clocks that run.
    fileprivate mutating func stop(_ kinds: [ClockKind], at: Int64) throws(CaseRefusal) {
        try clocks.stop(kinds.filter { clocks[$0]?.isRunning == true }, at: at)
    }
}
