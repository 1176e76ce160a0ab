/// What the changes of a shared record add up to; the same at both cities once it is quiet.
public enum SharedRecord: Hashable, Sendable, Codable {
    /// A parcel with its chain of custody.
    case parcel(Parcel)
    /// A visit with its evaluation and ticket.
    case visit(VisitRecord)
    /// A session by video.
    case video(CaseVideo)
    /// A document.
    case document(IssuedDocument)
    /// A city's contacts.
    case contacts(LiaisonList)

    /// What it is.
    public var kind: SharedKind {
        switch self {
        case .parcel: .parcel
        case .visit: .visit
        case .video: .video
        case .document: .document
        case .contacts: .contacts
        }
    }

    /// The cases that it belongs to; empty for contacts.
    public var cases: [CaseNumber] {
        switch self {
        case .parcel(let parcel): parcel.cases
        case .visit(let record): [record.visit.caseNumber]
        case .video(let video): [video.caseNumber]
        case .document(let document): [document.caseNumber]
        case .contacts: []
        }
    }

    /// Where it stands, in a word by which lists are filtered.
    ///
    /// A parcel's state; a visit's ticket's state, or `content` without one; a session's outcome, or `running`; a
    /// document's kind; `published` for contacts.
    public var state: String {
        switch self {
        case .parcel(let parcel): parcel.state.rawValue
        case .visit(let record): record.ticket?.state.rawValue ?? Self.content
        case .video(let video): video.session.outcome?.rawValue ?? Self.running
        case .document(let document): document.number.kind.rawValue
        case .contacts: Self.published
        }
    }

    /// Every word that ``state`` has for a kind.
    public static func states(of kind: SharedKind) -> [String] {
        switch kind {
        case .parcel: ParcelState.allCases.map(\.rawValue)
        case .visit: [content] + RectificationState.allCases.map(\.rawValue)
        case .video: [running] + VideoSession.Outcome.allCases.map(\.rawValue)
        case .document: DocumentKind.allCases.map(\.rawValue)
        case .contacts: [published]
        }
    }

    static let content = "content"
    static let running = "running"
    static let published = "published"
}
