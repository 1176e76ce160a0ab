import CaseModel
import Crypto
import Hummingbird
import NodeAPI
import NodeMetrics
import Synchronization

extension MemoryNode {
    package func put(_ upload: MaterialUpload) async throws(ServiceError) -> StoredMaterial {
        _ = try change { (state) throws(ServiceError) -> Void in state.uploadsUnderWay += 1 }
        defer { state.withLock { $0.uploadsUnderWay -= 1 } }
        var hash = SHA256()
        var bytes: [UInt8] = []
        do {
            for try await chunk in upload.bytes {
                state.withLock { $0.largestChunk = max($0.largestChunk, chunk.readableBytes) }
                chunk.withUnsafeReadableBytes { hash.update(bufferPointer: $0) }
                bytes.append(contentsOf: chunk.readableBytesView)
            }
        } catch {
            state.withLock { $0.uploadsBroken += 1 }
            throw error as? ServiceError ?? .uploadBroken("unknown")
        }
        guard let digest = MaterialDigest(Array(hash.finalize())) else { preconditionFailure("SHA-256 has 32 bytes") }
        if let expected = upload.expectedDigest, expected != digest {
            throw .digestMismatch(expected: expected, computed: digest)
        }
        try Self.check(bytes, declared: upload.declared, field: "Content-Type")
        let existed = state.withLock { $0.materials.updateValue(bytes, forKey: digest) != nil }
        return StoredMaterial(digest: digest, size: Int64(bytes.count), existed: existed)
    }

    package func material(_ digest: MaterialDigest) async throws(ServiceError) -> MaterialInfo? {
        try change { state throws(ServiceError) -> MaterialInfo? in
            if let partial = state.partial[digest] { return partial }
            return state.materials[digest].map {
                MaterialInfo(
                    digest: digest,
                    size: Int64($0.count),
                    heldBytes: Int64($0.count),
                    mediaType: "application/pdf",
                    name: "身份证.pdf",
                    flag: state.withheld[digest]?.flag
                )
            }
        }
    }

    package func look(at digest: MaterialDigest, by caller: Caller) async throws(ServiceError) {
        let isAllowed = try change { state throws(ServiceError) -> Bool in
            if let account = caller.account, let at = state.uploaders[digest]?[account],
                state.clock - at < 3_600_000
            {
                return true
            }
            for (number, file) in state.files where Self.papers(of: file).contains(digest) {
                let standing = Self.standing(of: file)
                let way = AccessRules.standard.wayToPapers(
                    of: caller,
                    to: number,
                    in: Self.quzhou,
                    standing,
                    at: state.clock
                )
                guard let way else { continue }
                var event = AuditEvent(way, .allowed)
                event.subject = "material \(digest)"
                Self.append(event, &state)
                return true
            }
            return false
        }
        guard isAllowed else { throw .notPermitted(NotPermitted("this file belongs to no case of the caller's")) }
    }

    package func noteUpload(_ digest: MaterialDigest, by caller: Caller) {
        guard let account = caller.account else { return }
        state.withLock { $0.uploaders[digest, default: [:]][account] = $0.clock }
    }

    private static func papers(of file: File) -> Set<MaterialDigest> {
        let said = file.history.compactMap(\.said).flatMap(\.papers)
        return Set((file.submission?.materials ?? []).map(\.digest) + said.map(\.digest))
    }

    package func bytes(of digest: MaterialDigest, range: Range<Int64>) async throws(ServiceError) -> ByteStream {
        let bytes = try change { state throws(ServiceError) -> ArraySlice<UInt8> in
            guard let bytes = state.materials[digest] else { throw .notFound(.material, "\(digest)") }
            return bytes[Int(range.lowerBound)..<Int(range.upperBound)]
        }
        let rest = Mutex(bytes)
        return ByteStream { [self] in
            notePlace()
            return rest.withLock { rest in
                guard !rest.isEmpty else { return nil }
                defer { rest = rest.dropFirst(1000) }
                return ByteBuffer(bytes: rest.prefix(1000))
            }
        }
    }

    package func peers() async throws(ServiceError) -> [PeerStatus] {
        try change { state throws(ServiceError) -> [PeerStatus] in state.peers }
    }

    package func reconcile(_ peer: CityCode) async throws(ServiceError) -> ReconcileReport {
        try change { state throws(ServiceError) -> ReconcileReport in
            guard state.peers.contains(where: { $0.code == peer }) else { throw .notFound(.peer, "\(peer)") }
            return state.reports[peer] ?? Self.settled(peer, at: state.clock)
        }
    }

    package func probe(_ peer: CityCode, waitingSeconds: Int) async throws(ServiceError) -> ProbeReport {
        try change { state throws(ServiceError) -> ProbeReport in
            guard let status = state.peers.first(where: { $0.code == peer }) else { throw .notFound(.peer, "\(peer)") }
            let isReached = status.link == .connected
            return ProbeReport(
                peer: status,
                askedAt: state.clock,
                isSent: isReached,
                receipt: isReached ? .init(milliseconds: 12, peerTime: state.clock + 9, clockAhead: 3) : nil
            )
        }
    }

    package func resume(
        _ peer: CityCode,
        lane: LaneName,
        direction: StreamDirection
    ) async throws(ServiceError) -> PeerStatus {
        try change { state throws(ServiceError) -> PeerStatus in
            guard let place = state.peers.firstIndex(where: { $0.code == peer }) else {
                throw .notFound(.peer, "\(peer)")
            }
            guard let index = state.peers[place].lanes.firstIndex(where: { $0.lane == lane }),
                state.peers[place].lanes[index].halts.contains(where: { $0.direction == direction })
            else { throw .notHalted(peer, lane, direction) }
            state.peers[place].lanes[index].halts.removeAll { $0.direction == direction }
            state.peers[place].link = .connected
            return state.peers[place]
        }
    }

    package func quarantine(_ query: QuarantineQuery) async throws(ServiceError) -> QuarantinePage {
        try change { state throws(ServiceError) -> QuarantinePage in
            let found = state.quarantine.values.filter { item in
                (query.state ?? item.state) == item.state && (query.peer ?? item.peer) == item.peer
                    && (query.cursor.map { item.id < $0 } ?? true)
            }.sorted { $0.id > $1.id }
            let page = Array(found.prefix(query.limit))
            return QuarantinePage(items: page, next: found.count > page.count ? page.last?.id : nil)
        }
    }

    package func quarantined(_ id: Int64) async throws(ServiceError) -> QuarantineItem? {
        try change { state throws(ServiceError) -> QuarantineItem? in state.quarantine[id] }
    }

    package func replay(_ id: Int64, by officer: String) async throws(ServiceError) -> QuarantineItem {
        try settle(id, .replayed, by: officer, reason: nil)
    }

    package func discard(_ id: Int64, by officer: String, reason: String) async throws(ServiceError) -> QuarantineItem {
        try settle(id, .discarded, by: officer, reason: reason)
    }

    package func events(
        after id: Int64,
        matching filter: EventFilter,
        limit: Int
    ) async throws(ServiceError) -> EventSlice {
        try change { state throws(ServiceError) -> EventSlice in
            state.asked[filter] = max(id, state.asked[filter] ?? 0)
            // Ids count from 1 without gaps.
            let rest = state.events[min(Int(id), state.events.count)...]
            let read = rest.prefix(limit)
            return EventSlice(
                events: read.compactMap { event in
                    guard filter.kinds.isEmpty || filter.kinds.contains(event.kind) else { return nil }
                    return filter.narrowing(Self.known(event, state)).map { FeedLine($0) }
                },
                through: read.last?.id ?? id,
                isAtEnd: read.count == rest.count
            )
        }
    }

    /// The event with what is known of its cases.
    private static func known(_ event: FeedEvent, _ state: State) -> FeedEvent {
        var event = event
        event.subjects = event.subjects.map { subject in
            guard let file = state.files[subject.number] else { return subject }
            let offices = file.history.filter { $0.id <= event.id }.compactMap { office(in: $0.content) }
            return EventSubject(file.record, at: quzhou, offices: Set(offices))
        }
        return event
    }

    private static func office(in content: HistoryItem.Content) -> String? {
        switch content {
        case .event(.submitted(let said)), .event(.consulted(let said)): said.role == .applicant ? nil : said.office
        case .event(let event): (event.deed as? any OfficeDeed)?.office
        case .request(let request): (request.deed as? any OfficeDeed)?.office
        case .shared, .erased, .unreadable: nil
        }
    }

    package func newestEvent() async throws(ServiceError) -> Int64 {
        try change { state throws(ServiceError) -> Int64 in Int64(state.events.count) }
    }

    package func wake(_ follower: AsyncStream<Void>.Continuation) {
        let (key, isEnded) = state.withLock { state in
            state.nextFollower += 1
            state.followers[state.nextFollower] = follower
            return (state.nextFollower, state.isEnded)
        }
        follower.onTermination = { [self] _ in _ = state.withLock { $0.followers.removeValue(forKey: key) } }
        if isEnded { follower.finish() }
    }

    package func status() async throws(ServiceError) -> NodeStatus {
        try change { state throws(ServiceError) -> NodeStatus in
            NodeStatus(
                code: Self.quzhou,
                name: "衢州市",
                software: "0.1.0",
                epoch: "00000000000000ab",
                startedAt: 1_795_446_000_000,
                now: state.clock,
                cases: Dictionary(grouping: state.files.values, by: \.record.state).mapValues { Int64($0.count) },
                newestEvent: Int64(state.events.count),
                quarantined: Int64(state.quarantine.values.filter { $0.state == .waiting }.count),
                databaseBytes: 4096,
                materials: Int64(state.materials.count),
                materialBytes: Int64(state.materials.values.reduce(0) { $0 + $1.count }),
                freeBytes: 1 << 30,
                peers: state.peers.map { .init(code: $0.code, link: $0.link) },
                alarms: [
                    Self.sampleAlarm(at: state.clock)
                ],
                strangers: [.init(address: "10.3.0.9", key: nil, count: 4, lastAt: state.clock)]
            )
        }
    }

    package func measure() async throws(ServiceError) -> MetricsPage {
        try change { state throws(ServiceError) -> MetricsPage in
            var page = MetricsPage()
            page.set(.buildInfo, "0.1.0", to: 1)
            page.set(.nodeInfo, "330800", "衢州市", to: 1)
            page.set(.ready, to: state.obstacles.isEmpty)
            page.set(.eventsTotal, to: state.events.count)
            return page
        }
    }

    package func obstacles() async -> [ReadinessReason] { state.withLock { $0.obstacles } }

    /// Lets something stand in the way of taking work.
    package func set(_ obstacles: [ReadinessReason]) { state.withLock { $0.obstacles = obstacles } }

    private func settle(
        _ id: Int64,
        _ outcome: QuarantineItem.State,
        by officer: String,
        reason: String?
    ) throws(ServiceError) -> QuarantineItem {
        try change { state throws(ServiceError) -> QuarantineItem in
            guard var item = state.quarantine[id] else { throw .notFound(.quarantined, "\(id)") }
            guard item.state == .waiting else { throw .settled(id, item.state) }
            item.state = outcome
            item.settledBy = officer
            item.settledAt = state.clock
            item.settledReason = reason
            state.quarantine[id] = item
            return item
        }
    }

    private static func settled(_ peer: CityCode, at clock: Int64) -> ReconcileReport {
        let place = ReconcileReport.Place(sequence: 4, hash: String(repeating: "ab", count: 32))
        return ReconcileReport(
            peer: peer,
            askedAt: clock,
            answeredAt: clock,
            streams: LaneName.allCases.flatMap { lane in
                StreamDirection.allCases.map {
                    .init(lane: lane, direction: $0, ours: place, theirs: place, pending: 0)
                }
            },
            days: [
                .init(
                    day: "2026-11-23",
                    lane: .case,
                    direction: .outgoing,
                    ourCount: 4,
                    theirCount: 4,
                    ourDigest: place.hash,
                    theirDigest: place.hash
                )
            ],
            outstanding: [],
            outstandingTotal: 0
        )
    }
}
