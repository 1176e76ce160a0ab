/// One thing that happens to a shared record.
///
/// A change by the owner is applied where it is said, and told to the other city. A change by the other city is a request:
/// the owner's node applies it in its own order and tells it back. So both copies see the same changes in the same order,
/// and nothing has to be merged.
public enum SharedChange: Hashable, Sendable, Codable {
    /// A parcel is listed; its chain of custody begins empty.
    case parcelListed(Parcel)
    /// The carrier's number or price of a parcel became known.
    case parcelLabelled(ParcelName, ParcelLabel)
    /// A parcel's chain of custody grows.
    case custody(ParcelName, CustodyEvent)
    /// An applicant evaluated a visit.
    ///
    /// `due` is the last day of the ticket that a bad evaluation opens. The owner counts it, so that both cities show the
    /// same day; a request has none.
    case evaluated(Visit, Evaluation, due: LocalDay?)
    /// A ticket goes on.
    case rectified(VisitName, RectificationStep)
    /// A session by video began, or ended.
    case video(CaseVideo)
    /// A document was issued.
    case documentIssued(IssuedDocument)
    /// A city's contacts changed.
    case contactsPublished(LiaisonList)

    /// A parcel by its own name at the sending city.
    public struct ParcelName: Hashable, Sendable, Codable {
        /// The sending city.
        public var sender: CityCode
        /// Its own name there.
        public var id: String

        /// Names a parcel.
        public init(sender: CityCode, id: String) {
            self.sender = sender
            self.id = id
        }
    }

    /// A visit by its own name at the city of the office.
    public struct VisitName: Hashable, Sendable, Codable {
        /// The office's city.
        public var city: CityCode
        /// Its own name there.
        public var id: String

        /// Names a visit.
        public init(city: CityCode, id: String) {
            self.city = city
            self.id = id
        }
    }

    /// The record that changes.
    public var name: SharedName {
        switch self {
        case .parcelListed(let parcel): SharedName(kind: .parcel, owner: parcel.sender.city, id: parcel.id)
        case .parcelLabelled(let parcel, _), .custody(let parcel, _):
            SharedName(kind: .parcel, owner: parcel.sender, id: parcel.id)
        case .evaluated(let visit, _, _): SharedName(kind: .visit, owner: visit.city, id: visit.id)
        case .rectified(let visit, _): SharedName(kind: .visit, owner: visit.city, id: visit.id)
        case .video(let video): SharedName(kind: .video, owner: video.city, id: video.session.session)
        case .documentIssued(let document):
            SharedName(kind: .document, owner: document.number.city, id: document.number.description)
        case .contactsPublished(let list): SharedName(kind: .contacts, owner: list.city, id: SharedName.contactsID)
        }
    }

    /// The cases with which a record begins; empty for a change of one that is there, and for contacts.
    public var cases: [CaseNumber] {
        switch self {
        case .parcelListed(let parcel): parcel.cases
        case .evaluated(let visit, _, _): [visit.caseNumber]
        case .video(let video): [video.caseNumber]
        case .documentIssued(let document): [document.caseNumber]
        case .parcelLabelled, .custody, .rectified, .contactsPublished: []
        }
    }

    /// The city whose people say it; `nil` where an applicant does, at either.
    public var teller: CityCode? {
        switch self {
        case .parcelListed, .parcelLabelled, .video, .documentIssued, .contactsPublished: name.owner
        case .custody(_, let event): event.city
        case .rectified(_, let step): step.by.city
        case .evaluated: nil
        }
    }

    /// What happens, in a word or two that name no person.
    public var word: String {
        switch self {
        case .parcelListed: "listed"
        case .parcelLabelled: "labelled"
        case .custody(_, let event): event.kind.rawValue
        case .evaluated(_, let evaluation, _): "evaluated, level \(evaluation.level.rawValue)"
        case .rectified(_, let step): step.kind.rawValue
        case .video(let video): video.session.outcome?.rawValue ?? "began"
        case .documentIssued: "issued"
        case .contactsPublished(let list): "version \(list.version)"
        }
    }

    /// The files that go with it.
    public var papers: [MaterialReference] {
        if case .documentIssued(let document) = self { [document.material] } else { [] }
    }
}

extension SharedName {
    /// A city has one list of contacts.
    static let contactsID = "contacts"
}
