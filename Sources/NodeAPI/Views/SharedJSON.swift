import CaseModel

/// A shared record on one line, as a case shows it.
struct SharedJSON: Encodable {
    var kind: SharedKind
    var owner: CityCode
    var id: String
    var state: String
    /// The state's Chinese name.
    var stateName: String?
    var version: Int
    var changedAt: Timestamp
    /// What is the matter with a parcel now.
    var alarms: [ParcelAlarm.Kind]

    init(_ item: SharedItem) {
        kind = item.name.kind
        owner = item.name.owner
        id = item.name.id
        state = item.record.state
        stateName = SharedRecord.stateTerm(item.record.state, of: item.name.kind)
        version = item.version
        changedAt = Timestamp(item.changedAt)
        alarms = item.alarms.map(\.kind)
    }
}

/// The answer to a write.
struct SharedAnswerJSON: Encodable {
    var kind: SharedKind
    var owner: CityCode
    var id: String
    var state: String
    /// The state's Chinese name; left out where the owner has yet to begin the record.
    var stateName: String?
    var version: Int
    var effect: WriteAnswer.Effect
    var at: Timestamp
    /// The address of a session by video, where this node's configuration says how it is made.
    var link: String?

    init(_ answer: SharedAnswer, link: String? = nil) {
        kind = answer.name.kind
        owner = answer.name.owner
        id = answer.name.id
        state = answer.state
        stateName = SharedRecord.stateTerm(answer.state, of: answer.name.kind)
        version = answer.version
        effect = answer.effect
        at = Timestamp(answer.at)
        self.link = link
    }
}
