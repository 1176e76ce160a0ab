import CaseModel
import CaseStore
import CityNode
import NodeAPI

extension NodeFacade {
    func standpoint() async throws(ServiceError) -> Standpoint {
        Standpoint(city: city, now: node.now, videoLink: node.configuration.videoLink)
    }

    func change(_ change: SharedChange, write: WriteKey) async throws(ServiceError) -> NodeAPI.SharedAnswer {
        try await serving {
            let (answer, replayed) = try await node.change(
                change,
                key: CommandKey(key: write.key, request: write.request)
            )
            return NodeAPI.SharedAnswer(
                name: answer.name,
                state: answer.state,
                version: answer.version,
                effect: answer.isRequest ? .requested : .applied,
                at: answer.at,
                replayed: replayed
            )
        }
    }

    func sharedRecord(_ name: SharedName) async throws(ServiceError) -> SharedItem? {
        try await serving {
            let row = try await node.store.glance { try $0.shared(name) }
            return row.map { SharedItem($0, alarms: alarms(of: $0.record)) }
        }
    }

    func sharedRecords(_ query: NodeAPI.SharedQuery) async throws(ServiceError) -> NodeAPI.SharedPage {
        try await serving {
            var stored = CaseStore.SharedQuery(query.kind)
            stored.owner = query.owner
            stored.caseNumber = query.caseNumber
            stored.states = query.states.isEmpty ? nil : query.states
            stored.after = query.cursor.map(SharedID.init)
            stored.limit = query.limit
            let asked = stored
            let page = try await node.store.glance { try $0.shared(asked) }
            return NodeAPI.SharedPage(
                items: page.items.map { SharedItem($0, alarms: alarms(of: $0.record)) },
                next: page.next?.rawValue
            )
        }
    }

    func ownContacts() async throws(ServiceError) -> LiaisonList? { node.contacts }

    private func alarms(of record: SharedRecord) -> [ParcelAlarm] {
        guard case .parcel(let parcel) = record else { return [] }
        return node.alarms(of: parcel)
    }
}

extension SharedItem {
    init(_ row: SharedRow, alarms: [ParcelAlarm]) {
        self.init(
            name: row.name,
            record: row.record,
            version: row.version,
            changedAt: row.changedAt,
            alarms: alarms
        )
    }
}

extension ServiceError.Subject {
    /// What is missing where a record of a kind is.
    init(_ kind: SharedKind) {
        self =
            switch kind {
            case .parcel: .parcel
            case .visit: .evaluation
            case .contacts: .contacts
            // These are found by their case alone.
            case .video, .document: .case
            }
    }
}
