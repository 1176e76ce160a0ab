import CaseModel

/// How a node does.
package struct NodeStatus: Hashable, Sendable {
    /// The node's code.
    package var code: CityCode
    /// Its city's name.
    package var name: String
    /// The software's version.
    package var software: String
    /// The store's epoch, 16 hexadecimal digits: made with the database.
    package var epoch: String
    /// When the daemon started, in milliseconds since 1970-01-01T00:00:00Z.
    package var startedAt: Int64
    /// The node's clock now, in milliseconds since 1970-01-01T00:00:00Z.
    package var now: Int64
    /// The number of cases in each state; states without any may be left out.
    package var cases: [CaseState: Int64]
    /// The id of the newest event.
    package var newestEvent: Int64
    /// Quarantined entries that wait for an operator.
    package var quarantined: Int64
    /// The database's size in bytes.
    package var databaseBytes: Int64
    /// The materials that are here in full.
    package var materials: Int64
    /// The bytes of all materials here.
    package var materialBytes: Int64
    /// The bytes that are free where the data is kept.
    package var freeBytes: Int64
    /// The peers' codes with how their links are, in order of code.
    package var peers: [Peer]
    /// What an operator should look at, most urgent first.
    package var alarms: [Alarm]
    /// Who knocked and is no member, newest first.
    package var strangers: [Stranger]

    /// Makes a status.
    package init(
        code: CityCode,
        name: String,
        software: String,
        epoch: String,
        startedAt: Int64,
        now: Int64,
        cases: [CaseState: Int64],
        newestEvent: Int64,
        quarantined: Int64,
        databaseBytes: Int64,
        materials: Int64,
        materialBytes: Int64,
        freeBytes: Int64,
        peers: [Peer],
        alarms: [Alarm],
        strangers: [Stranger]
    ) {
        self.code = code
        self.name = name
        self.software = software
        self.epoch = epoch
        self.startedAt = startedAt
        self.now = now
        self.cases = cases
        self.newestEvent = newestEvent
        self.quarantined = quarantined
        self.databaseBytes = databaseBytes
        self.materials = materials
        self.materialBytes = materialBytes
        self.freeBytes = freeBytes
        self.peers = peers
        self.alarms = alarms
        self.strangers = strangers
    }

    /// A peer in one word.
    package struct Peer: Hashable, Sendable {
        /// Its code.
        package var code: CityCode
        /// How its link is.
        package var link: PeerStatus.Link

        /// Makes a line.
        package init(code: CityCode, link: PeerStatus.Link) {
            self.code = code
            self.link = link
        }
    }

    /// Something to look at.
    package struct Alarm: Hashable, Sendable {
        /// A stable code, such as `backlog`.
        package var code: String
        /// The same in Chinese.
        package var name: String
        /// How urgent it is.
        package var level: AlertLevel
        /// Since when, in milliseconds since 1970-01-01T00:00:00Z.
        package var since: Int64
        /// The peer that it is about, if any.
        package var peer: CityCode?
        /// What it is and what to do, in one or two sentences.
        package var text: String

        /// Makes an alarm.
        package init(
            code: String,
            name: String,
            level: AlertLevel,
            since: Int64,
            peer: CityCode?,
            text: String
        ) {
            self.code = code
            self.name = name
            self.level = level
            self.since = since
            self.peer = peer
            self.text = text
        }
    }

    /// Someone who is no member and tried to connect.
    package struct Stranger: Hashable, Sendable {
        /// From where, as `10.3.0.9`.
        package var address: String
        /// The public key that was shown, as Z85 text, where there was one.
        package var key: String?
        /// How often.
        package var count: Int64
        /// The last time, in milliseconds since 1970-01-01T00:00:00Z.
        package var lastAt: Int64

        /// Makes a line.
        package init(address: String, key: String?, count: Int64, lastAt: Int64) {
            self.address = address
            self.key = key
            self.count = count
            self.lastAt = lastAt
        }
    }
}
