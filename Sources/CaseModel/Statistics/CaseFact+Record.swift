extension CaseFact {
    /// The office of a case that no department has spoken of yet (未承办).
    public static let noOffice = "未承办"

    /// What a case contributes, from its record and its history.
    ///
    /// Whether it was decided in time is told by the promised limit, as the clock counted it; it is not known before the
    /// decision. An answer's minutes are those in which the office was open.
    ///
    /// - Parameters:
    ///   - record: the case as it stands.
    ///   - steps: its events in the order in which they count.
    ///   - collectingOffice: the window that collected it; `nil` where that is not known any more.
    ///   - handlingOffice: the department that spoke last; `nil` where none has.
    ///   - timetable: the working days and hours; without one no time is measured.
    public init(
        _ record: CaseRecord,
        steps: [CaseStep],
        collectingOffice: String?,
        handlingOffice: String?,
        timetable: Timetable?
    ) {
        let moves = CaseMove.moves(steps, mode: record.mode)
        func first(_ kinds: CaseEvent.Kind...) -> CaseMove? { moves.first { kinds.contains($0.kind) } }
        let decided = first(.approved, .decided)
        self.init(
            mode: record.mode,
            collecting: record.collecting,
            handling: record.handling,
            collectingOffice: collectingOffice,
            handlingOffice: handlingOffice ?? Self.noOffice,
            itemCode: record.itemCode,
            ending: record.ending,
            submittedAt: record.submittedAt,
            registeredAt: record.registeredAt,
            acceptedAt: first(.accepted, .acceptedBySilence)?.at,
            decidedAt: decided?.at,
            closedAt: record.ending.map { _ in moves.first { $0.to.hasEnded }?.at ?? record.changedAt },
            responseMinutes: timetable.flatMap { Self.responseMinutes(moves, in: $0) },
            corrections: record.corrections
        )
        if let timetable, let decided, let clock = record.progress.clocks[.promised] {
            isOnTime = clock.isOnTime(closedAt: clock.stoppedAt ?? decided.at, in: timetable)
        }
    }

    /// Open minutes from the first question to the liaison's first answer, rounded down; `nil` where nobody answered.
    private static func responseMinutes(_ moves: [CaseMove], in timetable: Timetable) -> Int? {
        guard let asked = moves.first, asked.kind == .consulted,
            let answered = moves.first(where: { $0.kind == .endorsed || $0.kind == .objected })
        else { return nil }
        return Int(timetable.openMilliseconds(from: asked.at, to: answered.at) / 60_000)
    }
}
