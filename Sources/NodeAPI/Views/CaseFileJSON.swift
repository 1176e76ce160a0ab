import CaseModel

/// A session by video of a case as the API writes it.
struct VideoJSON: Encodable {
    var session: String
    /// The city that records it.
    var city: CityCode
    /// Who took part; all but the officers are masked.
    var participants: [VideoSession.Participant]
    var startedAt: Timestamp
    var endedAt: Timestamp?
    var outcome: VideoSession.Outcome?
    /// What was asked; the answers are masked.
    var questions: [VideoSession.Question]
    var note: String
    var recording: VideoSession.Recording?
    var state: String
    /// The state's Chinese name.
    var stateName: String?
    var version: Int
    var changedAt: Timestamp
    /// The address of the session, where this node's configuration says how it is made.
    var link: String?

    /// The session of a record; `nil` for a record of another kind.
    init?(_ item: SharedItem, link template: LinkTemplate?) {
        guard case .video(let video) = item.record else { return nil }
        let shown = Masking.session(video.session)
        session = shown.session
        city = video.city
        participants = shown.participants
        startedAt = Timestamp(shown.startedAt)
        endedAt = shown.endedAt.map { Timestamp($0) }
        outcome = shown.outcome
        questions = shown.questions
        note = shown.note
        recording = shown.recording
        state = item.record.state
        stateName = SharedRecord.stateTerm(item.record.state, of: item.name.kind)
        version = item.version
        changedAt = Timestamp(item.changedAt)
        link = template?.link(to: video)
    }
}

/// The sessions by video of a case, newest first.
struct VideosJSON: Encodable {
    var videos: [VideoJSON]
    var next: String?
}

/// A document of a case as the API writes it.
struct DocumentJSON: Encodable {
    var number: DocumentNumber
    var kind: DocumentKind
    /// The kind's Chinese name.
    var kindName: String
    /// The city that issued it.
    var city: CityCode
    var office: String
    var issuedAt: Timestamp
    var mediaType: String
    var size: Int64
    var digest: MaterialDigest
    /// Where its file is.
    var link: String

    /// The document of a record; `nil` for a record of another kind.
    init?(_ item: SharedItem) {
        guard case .document(let document) = item.record else { return nil }
        number = document.number
        kind = document.number.kind
        kindName = document.number.kind.chineseTerm
        city = document.number.city
        office = document.office
        issuedAt = Timestamp(document.at)
        mediaType = document.material.mediaType
        size = document.material.size
        digest = document.material.digest
        link = "/v1/materials/\(document.material.digest)"
    }
}

/// The documents of a case, newest first.
struct DocumentsJSON: Encodable {
    var documents: [DocumentJSON]
    var next: String?
}

extension LinkTemplate {
    /// The address of a session that a case has.
    func link(to video: CaseVideo) -> String {
        link(
            case: video.caseNumber,
            collecting: video.caseNumber.collecting,
            handling: video.handling,
            session: video.session.session
        )
    }
}
