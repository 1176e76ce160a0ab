extension SharedChange {
    /// Finds out whether a change with which a record begins fits one of its cases.
    ///
    /// - Throws: `wrong-side`, `malformed` or `inconsistent` with the field that names another city than the case does.
    public func check(against record: CaseRecord) throws(CaseRefusal) {
        switch self {
        case .parcelListed(let parcel):
            // What it says of the collecting city is checked with the parcel.
            let other = parcel.direction == .materials ? parcel.receiver.city : parcel.sender.city
            guard other == record.handling else {
                throw CaseRefusal(
                    .wrongSide,
                    "\(record.handling) handles \(record.number), not \(other)",
                    field: parcel.direction == .materials ? "receiver.city" : "sender.city"
                )
            }
        case .evaluated(let visit, _, _):
            guard record.side(of: visit.city) != nil else {
                throw CaseRefusal(
                    .malformed,
                    "the office is in \(record.collecting) or in \(record.handling)",
                    field: "city"
                )
            }
        case .video(let video):
            guard video.handling == record.handling else {
                throw CaseRefusal(.inconsistent, "\(record.handling) handles \(record.number)", field: "handling")
            }
        case .documentIssued(let document):
            guard record.side(of: document.number.city) == document.number.kind.issuer else {
                throw CaseRefusal(
                    .wrongSide,
                    "the \(document.number.kind.issuer.rawValue) city issues a \(document.number.kind.rawValue)",
                    field: "number"
                )
            }
        case .parcelLabelled, .custody, .rectified, .contactsPublished: break
        }
    }

    /// The city that is told, for a change by a city of the case; `nil` where it concerns that city alone.
    ///
    /// An evaluation of its own office is nobody else's business.
    public func counterpart(of city: CityCode, in record: CaseRecord) -> CityCode? {
        if case .visit = name.kind, name.owner == city, city == record.collecting { return nil }
        return city == record.collecting ? record.handling : record.collecting
    }
}
