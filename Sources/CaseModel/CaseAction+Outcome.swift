extension CaseAction {
    /// What an action becomes.
    enum Word {
        /// What happened.
        case event(CaseEvent)
        /// What the handling city is asked for.
        case request(CaseRequest)
    }

    /// The event or request that the action becomes.
    ///
    /// - Parameter asks: whether the side that acts has to ask the other city, as the lifecycle says.
    func word(asks: Bool) -> Word {
        switch self {
        case .handOver(let said): .request(.handOver(said))
        case .supplement(let said): .request(.supplement(said))
        case .withdraw(let said): .request(.withdrawal(said))
        case .confirmDelivery(let said): .request(.delivery(said))
        case .concludeLeg(let said): asks ? .request(.legReport(said)) : .event(.legConcluded(said))
        case .endorse(let said): .event(.endorsed(said))
        case .object(let said): .event(.objected(said))
        case .forward(let said): .event(.forwarded(said))
        case .requestCorrection(let said): .event(.correctionRequested(said))
        case .lapse(let said): .event(.lapsed(said))
        case .accept(let said): .event(.accepted(said))
        case .decline(let said): .event(.declined(said))
        case .suspend(let said): .event(.suspended(said))
        case .resume(let said): .event(.resumed(said))
        case .extend(let said): .event(.extended(said))
        case .review(let said): .event(.reviewed(said))
        case .approve(let said): .event(.approved(said))
        case .issue(let said): .event(.issued(said))
        case .decide(let said): .event(.decided(said))
        case .passOn(let said): .event(.passedOn(said))
        case .void(let said): .event(.voided(said))
        case .archive(let said): .event(.archived(said))
        }
    }
}
