import CaseModel
import Crypto
import Hummingbird
import NIOPosix
import NodeAPI
import Synchronization

/// A node that lives in memory: the real rules of the case, no disk, no peers.
///
/// It is Quzhou (330800) with the peers Nanping (350700) and Huangshan (341000). What another city would say, a test says.
package final class MemoryNode: NodeService {
    /// Quzhou.
    package static let quzhou = city("330800")
    /// Nanping.
    package static let nanping = city("350700")
    /// Huangshan.
    package static let huangshan = city("341000")

    struct File {
        var record: CaseRecord
        var side: Side
        var submission: Submission?
        var erasure: Erasure?
        var history: [HistoryItem]
        var order: Int64
    }

    struct Remembered {
        var request: [UInt8]
        var answer: Answer

        /// What a write was answered.
        enum Answer {
            case written(WriteAnswer)
            case shared(SharedAnswer)
            case changed(ChangedAccount)
            case webhook(any Sendable)
        }
    }

    /// A thread that calls come on.
    package enum Place: Sendable {
        /// One that reads and writes connections.
        case loop
        /// Any other.
        case pool
    }

    struct State {
        var places: [Place] = []
        var clock: Int64 = 1_795_446_000_000
        var files: [CaseNumber: File] = [:]
        var events: [FeedEvent] = []
        var asked: [EventFilter: Int64] = [:]
        var hooks: [Int64: Hook] = [:]
        var keys: [String: Remembered] = [:]
        var materials: [MaterialDigest: [UInt8]] = [:]
        var partial: [MaterialDigest: MaterialInfo] = [:]
        var withheld: [MaterialDigest: WithheldMaterial] = [:]
        var partUploads: [String: PartUpload] = [:]
        var uploadsUnderWay = 0
        var uploadsBroken = 0
        var largestChunk = 0
        var quarantine: [Int64: QuarantineItem] = [:]
        var audit: [AuditRecord] = []
        var catalogue = Catalogue()
        var reminders: [ReminderItem] = []
        var peers: [PeerStatus] = []
        var reports: [CityCode: ReconcileReport] = [:]
        var readings: [ClockKind: ClockReading] = [:]
        var shared: [SharedName: Shared] = [:]
        var requests: [SharedChange] = []
        var contacts: LiaisonList?
        var videoLink: LinkTemplate?
        var waits: [Int] = []
        var due: [CaseNumber: LocalDay] = [:]
        var accounts: [Int64: AccountRecord] = [:]
        var tokens: [String: Issued] = [:]
        var attempts: Set<String> = []
        var sessions: [String: Int64] = [:]
        var uploaders: [MaterialDigest: [Int64: Int64]] = [:]
        var failure: ServiceError?
        var obstacles: [ReadinessReason] = []
        var followers: [Int: AsyncStream<Void>.Continuation] = [:]
        var nextFollower = 0
        var isEnded = false
    }

    let state: Mutex<State>

    /// Makes an empty node.
    package init() {
        var state = State()
        state.peers = [
            Self.peer(Self.huangshan, name: "黄山市", link: .connected),
            Self.peer(Self.nanping, name: "南平市", link: .connected),
        ]
        self.state = Mutex(state)
    }

    static func city(_ text: String) -> CityCode {
        guard let code = CityCode(text) else { preconditionFailure("\(text) is a code") }
        return code
    }

    static func peer(_ code: CityCode, name: String, link: PeerStatus.Link) -> PeerStatus {
        PeerStatus(
            code: code,
            name: name,
            endpoint: "tcp://127.0.0.1:7400",
            link: link,
            detail: "",
            software: "0.1.0",
            lastContactAt: 1_795_446_000_000,
            lanes: LaneName.allCases.map {
                LaneStatus(lane: $0, end: 4, sent: 4, acknowledged: 3, pending: 0, received: 7, backlogBytes: 512)
            },
            refusals: .init(undecodableFrames: 1, badSignatures: 2, foreignTopics: 3)
        )
    }

    /// Runs a change with the clock moved on, and throws the failure that a test has set.
    func change<Value: Sendable>(
        _ body: (inout sending State) throws(ServiceError) -> sending Value
    ) throws(ServiceError) -> Value {
        try state.withLock { state throws(ServiceError) -> Value in
            state.places.append(Self.place)
            if let failure = state.failure { throw failure }
            state.clock += 1000
            return try body(&state)
        }
    }

    /// Where the caller runs.
    package static var place: Place { MultiThreadedEventLoopGroup.currentEventLoop == nil ? .pool : .loop }

    /// Notes where the caller runs.
    func notePlace() { state.withLock { $0.places.append(Self.place) } }

    /// Tells every follower of the feed that there may be more.
    func wake() {
        for follower in state.withLock({ Array($0.followers.values) }) { follower.yield() }
    }

    // MARK: - What tests set and see

    /// Tells followers that there may be more where there is nothing, as a node may.
    package func wakeFollowers() { wake() }

    /// Makes every call fail, or none.
    package func fail(_ error: ServiceError?) { state.withLock { $0.failure = error } }

    /// Ends all wake-ups, as a node does that stops.
    package func end() {
        let followers = state.withLock { state in
            state.isEnded = true
            return Array(state.followers.values)
        }
        for follower in followers { follower.finish() }
    }

    /// Uploads that are being read now, that ended early, and the largest chunk that ever came.
    package var uploads: (underWay: Int, broken: Int, largestChunk: Int) {
        state.withLock { ($0.uploadsUnderWay, $0.uploadsBroken, $0.largestChunk) }
    }

    /// Where the calls came on since this was asked last.
    package func takePlaces() -> [Place] {
        state.withLock { state in
            defer { state.places = [] }
            return state.places
        }
    }

    /// The number of materials held.
    package var materialCount: Int { state.withLock { $0.materials.count } }

    /// The number of cases.
    package var caseCount: Int { state.withLock { $0.files.count } }

    /// How many follow the feed now.
    package var followerCount: Int { state.withLock { $0.followers.count } }

    /// Through which event a filter was asked for, by whoever follows with it.
    package func asked(_ filter: EventFilter) -> Int64 { state.withLock { $0.asked[filter] ?? 0 } }

    /// Replaces a peer's status.
    package func set(_ peer: PeerStatus) {
        state.withLock { state in
            state.peers = (state.peers.filter { $0.code != peer.code } + [peer]).sorted { $0.code < $1.code }
        }
    }

    /// Sets what the reconciliation with a peer comes to.
    package func set(_ report: ReconcileReport) { state.withLock { $0.reports[report.peer] = report } }

    /// Sets what the clocks of every case say, as a calendar would.
    package func set(_ readings: [ClockKind: ClockReading]) { state.withLock { $0.readings = readings } }

    /// Writes an event that registers many cases at once, as a peer's node does.
    package func register(_ numbers: [CaseNumber]) {
        state.withLock { _ = Self.append(.registered, numbers, from: Self.nanping, &$0) }
        wake()
    }

    /// Reminds somebody of a case.
    package func remind(_ item: ReminderItem) { state.withLock { $0.reminders.append(item) } }

    /// Puts an entry into the quarantine.
    package func quarantine(_ item: QuarantineItem) { state.withLock { $0.quarantine[item.id] = item } }

    /// Keeps a material aside, as a check for viruses would.
    package func withhold(_ item: WithheldMaterial) { state.withLock { $0.withheld[item.digest] = item } }

    /// Makes a material known of which some bytes are missing.
    package func announce(_ info: MaterialInfo) { state.withLock { $0.partial[info.digest] = info } }
}
