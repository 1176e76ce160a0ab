extension CaseEvent {
    /// What a person said in it; `nil` where a node spoke, or where the content is in the request that it answers.
    public var deed: (any Deed)? {
        switch self {
        case .consulted, .submitted, .registered, .supplemented, .acceptedBySilence, .refused: nil
        case .endorsed(let said), .forwarded(let said), .lapsed(let said), .resumed(let said), .approved(let said),
            .archived(let said):
            said
        case .objected(let said), .correctionRequested(let said): said
        case .handedOver(let said): said
        case .accepted(let said): said
        case .declined(let said): said
        case .suspended(let said): said
        case .extended(let said): said
        case .reviewed(let said): said
        case .legConcluded(let said): said
        case .issued(let said): said
        case .decided(let said): said
        case .withdrawn(let said): said
        case .passedOn(let said): said
        case .voided(let said): said
        case .delivered(let said): said
        }
    }
}
