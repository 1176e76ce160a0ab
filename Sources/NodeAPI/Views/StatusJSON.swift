import CaseModel

/// A node's status as the API writes it.
struct StatusJSON: Encodable {
    var code: CityCode
    var name: String
    var software: String
    var epoch: String
    var startedAt: Timestamp
    var now: Timestamp
    var cases: [String: Int64]
    var newestEvent: Int64
    var quarantined: Int64
    var databaseBytes: Int64
    var materials: Int64
    var materialBytes: Int64
    var freeBytes: Int64
    var peers: [LinkJSON]
    var alarms: [AlarmJSON]
    var strangers: [StrangerJSON]

    init(_ status: NodeStatus) {
        code = status.code
        name = status.name
        software = status.software
        epoch = status.epoch
        startedAt = Timestamp(status.startedAt)
        now = Timestamp(status.now)
        cases = Dictionary(uniqueKeysWithValues: CaseState.allCases.map { ($0.rawValue, status.cases[$0] ?? 0) })
        newestEvent = status.newestEvent
        quarantined = status.quarantined
        databaseBytes = status.databaseBytes
        materials = status.materials
        materialBytes = status.materialBytes
        freeBytes = status.freeBytes
        peers = status.peers.map { LinkJSON(code: $0.code, link: $0.link.rawValue) }
        alarms = status.alarms.map(AlarmJSON.init)
        strangers = status.strangers.map {
            StrangerJSON(address: $0.address, key: $0.key, count: $0.count, lastAt: Timestamp($0.lastAt))
        }
    }

    /// A peer in one word.
    struct LinkJSON: Encodable {
        var code: CityCode
        var link: String
    }

    /// Someone who is no member.
    struct StrangerJSON: Encodable {
        var address: String
        var key: String?
        var count: Int64
        var lastAt: Timestamp
    }
}
