extension SharedRecord {
    /// What a change makes of the record, at either city.
    ///
    /// - Parameters:
    ///   - record: the record before; `nil` where there is none.
    ///   - change: what happens; its content is checked in full.
    /// - Throws: the refusal of the rules that the record is kept by, `not-allowed-in-state` where the record is not there
    ///   or there already, `missing` for a bad evaluation without a last day.
    public static func applying(_ change: SharedChange, to record: SharedRecord?) throws(CaseRefusal) -> SharedRecord {
        switch (change, record) {
        case (.parcelListed(let parcel), nil):
            var listed = parcel
            listed.events = []
            return .parcel(try listed.checked())
        case (.parcelLabelled(_, let label), .parcel(let parcel)): return .parcel(try parcel.labelled(label))
        case (.custody(_, let event), .parcel(let parcel)): return .parcel(try parcel.applying(event))
        case (.evaluated(let visit, let evaluation, let due), nil):
            return .visit(try evaluated(try VisitRecord(visit), evaluation, due: due))
        case (.evaluated, .visit):
            throw CaseRefusal(.alreadyEvaluated, "this visit was evaluated: that is done once and stays as it is")
        case (.rectified(_, let step), .visit(let visit)): return .visit(try visit.taking(step))
        case (.video(let video), nil): return .video(try video.checked())
        case (.video(let video), .video(let before)): return .video(try before.continued(by: video))
        case (.documentIssued(let document), nil): return .document(try document.checked())
        case (.contactsPublished(let list), nil):
            try list.check()
            return .contacts(list)
        case (.contactsPublished(let list), .contacts(let before)):
            try list.check()
            guard list.version > before.version else {
                throw CaseRefusal(
                    .notAllowedInState,
                    "version \(before.version) is here already: count the version up with every change",
                    field: "version"
                )
            }
            return .contacts(list)
        // A city that lost its disk issues the same document again: the same step, the same bytes.
        case (.documentIssued(let document), .document(let before)) where document == before: return .document(before)
        case (.parcelListed, _), (.documentIssued, _):
            throw CaseRefusal(.repeated, "\(change.name) is there already: give it another name", field: "id")
        case (_, nil):
            throw CaseRefusal(.notAllowedInState, "there is no \(change.name): it begins with another entry")
        default:
            throw CaseRefusal(.inconsistent, "\(change.name) is something else here: look at its name", field: "id")
        }
    }

    private static func evaluated(
        _ visit: VisitRecord,
        _ evaluation: Evaluation,
        due: LocalDay?
    ) throws(CaseRefusal) -> VisitRecord {
        guard !evaluation.level.isBad || due != nil else {
            throw CaseRefusal(.missing, "a bad evaluation has a day by which it is put right", field: "due")
        }
        return try visit.evaluated(evaluation) { day, _ in due ?? day }
    }
}

extension SharedChange {
    /// Finds out whether a city may say this, as the owner or as the one that asks.
    ///
    /// - Throws: `wrong-side`, with the city that has to say it.
    public func checkTeller(_ city: CityCode) throws(CaseRefusal) {
        guard let teller, teller != city else { return }
        throw CaseRefusal(.wrongSide, "\(teller) says this about \(name), not \(city)", field: tellerField)
    }

    private var tellerField: String {
        switch self {
        case .parcelListed: "sender.city"
        case .parcelLabelled: "sender"
        case .custody, .video, .contactsPublished: "city"
        case .rectified: "by.city"
        case .documentIssued: "number"
        case .evaluated: "visit"
        }
    }

    /// The change with the last day of the ticket that it opens, where it opens one and has none yet.
    ///
    /// - Parameter addWorkingDays: the day that lies so many working days after a day.
    public func dated(addWorkingDays: (LocalDay, Int) -> LocalDay) -> SharedChange {
        // What lies outside the calendar is refused by the rules of evaluations.
        guard case .evaluated(let visit, let evaluation, nil) = self, evaluation.level.isBad,
            (0...CaseLimits.instantMax).contains(evaluation.at)
        else { return self }
        let due = addWorkingDays(LocalDay(milliseconds: evaluation.at), EvaluationLimits.rectificationWorkingDays)
        return .evaluated(visit, evaluation, due: due)
    }
}
