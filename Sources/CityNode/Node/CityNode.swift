import CaseModel
import CaseStore
import ExchangeCore
import ExchangeWire
import Foundation
import Logging
import Synchronization

/// One city's node: its store, its writer, its exchange with the peers and its materials, started and stopped together.
package final class CityNode: Sendable {
    /// The software's version.
    package static let version = "0.1.0"
    /// The software's name and version, as peers see it.
    package static let software = "tongban \(version)"

    /// What it was started with; the member list may have been replaced since.
    package let configuration: Configuration
    /// The store, for reading.
    package let store: any Store
    /// The folder of materials.
    package let materials: MaterialFolder
    /// What stands wrong.
    package let alarms: AlarmBoard
    /// Rings when there may be more in the journal.
    package let feed: FeedBell
    /// Accounts and tokens as they stand now.
    package let tokens: TokenShelf
    /// What is in the journal, as events.
    package let events: EventLog
    /// When it was started, in milliseconds since 1970-01-01T00:00:00Z.
    package let startedAt: Int64
    /// The epoch of the store.
    package let epoch: UInt64

    /// Tells people of alarms.
    package let alerts: AlertHub
    /// Tells others of events.
    let webhooks: WebhookHub
    let pipeline: CommitPipeline
    let exchange: ExchangeThread
    let transfer: MaterialTransfer
    /// Checks materials for viruses; `nil` where no scanner is configured.
    let inspector: MaterialInspector?
    /// Uploads in parts that are being written or were a moment ago.
    let uploads = UploadTable()
    /// What it counts while it works.
    let meters = NodeMeters()
    /// Set once it looks after itself.
    let started = Flag()
    let log: Logger
    let accounts = AccountBook()
    let receipts: ReceiptBook
    let tokenSecrets: TokenSecrets
    let recentUploads = RecentUploads()
    /// Signs people in at the identity provider, if there is one.
    let signIn: SignInDesk?
    /// Carries the error with which the node ends by itself.
    let failures: AsyncStream<any Error>
    let failing: AsyncStream<any Error>.Continuation
    private let members: Mutex<Federation>
    let trade: TradeShelf
    // Set where every open case has to be looked at: at a start, and when the calendar was read again.
    let looksAgain = Mutex(true)
    // Set where documents could not be written.
    let documentsWait = Mutex(false)
    let peerWatch: Mutex<PeerWatch>
    let clockWatch: ClockWatch
    /// From when on something is an alarm.
    var thresholds: AlarmThresholds { configuration.alerts.thresholds }
    private let stopped = Flag()

    /// Opens the store, binds the publisher, and begins to talk with the peers.
    ///
    /// - Throws: `StoreError`, `MaterialError` or `ZeroMQError`, each of which says what to do.
    package init(configuration: Configuration, log: Logger, faults: FaultPoints = FaultPoints()) throws {
        self.configuration = configuration
        self.log = log
        startedAt = Clock.wall.milliseconds
        trade = TradeShelf(try configuration.trade.read(for: configuration.city))
        let trade = trade
        (failures, failing) = AsyncStream.makeStream(of: (any Error).self, bufferingPolicy: .bufferingOldest(1))
        let failing = failing
        let peers = configuration.peers.keys.sorted()
        let folder = try MaterialFolder(root: Self.prepare(configuration.data) + "/materials")
        let meters = meters
        var options = SQLiteStore.Options()
        options.commitTimes = meters.writer.commitSeconds
        let store = try SQLiteStore(
            path: configuration.databaseFile,
            node: configuration.node,
            epoch: UInt64.random(in: 1 ... .max),
            at: startedAt,
            options: options
        )
        let boot = try Boot(store: store, node: configuration.node, peers: peers)
        tokenSecrets = TokenSecrets(configuration.keys.signing)
        tokens = try TokenShelf(store, knowsIdentities: configuration.api.openID != nil)
        signIn = configuration.api.openID.map { SignInDesk($0, now: { Clock.wall.milliseconds }) }
        let alarms = AlarmBoard()
        let feed = FeedBell()
        let receipts = ReceiptBook(boot.saved.streams.mapValues(\.acknowledged.sequence))
        let exchangePost = try ExchangePost()
        let materialPost = MaterialTransfer.Post()
        let pipeline = CommitPipeline(
            store: store,
            node: configuration.node,
            ledger: boot.ledger,
            faults: faults,
            log: log,
            meter: meters.writer,
            committed: { result in
                if !result.commit.appended.isEmpty || !result.commit.received.isEmpty {
                    exchangePost.put(.committed(result.commit, sealed: result.sealed))
                }
                for material in result.wanted { materialPost.want(material) }
                for key in result.keys { exchangePost.put(.key(key)) }
                receipts.note(result.receipts)
                if result.entries > 0 { feed.ring() }
            },
            stands: Self.commitsAlarm(alarms)
        )
        let inspector = configuration.materials.clamd.map {
            MaterialInspector(settings: $0, folder: folder, pipeline: pipeline, alarms: alarms, log: log)
        }
        transfer = MaterialTransfer(
            setup: MaterialSetup(
                folder: folder,
                send: { exchangePost.put($0, to: $1) },
                mayRead: { digest, peer in
                    (try? store.read { try $0.mayRead(digest, peer) && $0.material(digest)?.isOpen ?? true }) ?? false
                },
                wanted: { peer, after, limit in
                    try store.read { try $0.wantedMaterials(peer, after: after, limit: limit) }.compactMap { row in
                        row.digest.withBytes { Digest($0) }.map {
                            WantedMaterial(digest: $0, size: row.size, peer: peer)
                        }
                    }
                },
                sources: { digest in
                    try store.read { try $0.sources(of: digest, besides: configuration.node) }
                },
                complete: { digest, content in
                    alarms.clearAll(.materialWaits, detail: "\(digest)")
                    pipeline.add(
                        .materialComplete(digest, content: content, isScanned: inspector != nil, log: log)
                    )
                },
                waits: { digest, peer, why in
                    alarms.raise(.materialWaits, peer: peer, detail: "\(digest)", "material \(digest): \(why)")
                },
                log: log,
                meter: meters.materials
            ),
            post: materialPost
        )
        let transfer = transfer
        let accounts = accounts
        clockWatch = ClockWatch(board: alarms, thresholds: configuration.alerts.thresholds)
        let clocks = clockWatch
        do {
            exchange = try ExchangeThread(
                setup: ExchangeSetup(
                    node: configuration.node,
                    software: Self.software,
                    session: UInt64.random(in: 1 ... .max),
                    saved: boot.saved,
                    limits: Limits(),
                    federation: configuration.federation,
                    keyring: boot.keyring(configuration.federation),
                    signer: BatchSigner(configuration.keys.signing),
                    curve: configuration.keys.curve,
                    listen: configuration.listen,
                    journal: StoreJournal(store: store),
                    write: { writes, epochs, issue in
                        pipeline.add(
                            .peerWrites(writes, epochs, issue: issue, days: trade.days, post: exchangePost, log: log)
                        )
                    },
                    material: { transfer.take($0, from: $1) },
                    account: { accounts.take($0, from: $1, store: store, post: exchangePost) },
                    clockAhead: { clocks.take(ahead: $0, of: $1, at: Clock.steady) },
                    notice: { notice in
                        alarms.take(notice)
                        if case .connected(let peer) = notice { materialPost.connected(peer) }
                        log.log(level: notice.level, "\(notice.words)", metadata: ["peer": "\(notice.peer)"])
                    },
                    ended: { failing.yield($0) },
                    faults: faults,
                    log: log
                ),
                post: exchangePost
            )
        } catch {
            // The address is taken, say. The threads that run already would keep the store for themselves.
            transfer.stop()
            pipeline.stop()
            try? store.close()
            throw error
        }
        self.store = store
        self.pipeline = pipeline
        self.inspector = inspector
        self.alarms = alarms
        self.feed = feed
        self.receipts = receipts
        events = EventLog(store: store, node: configuration.node, bell: feed)
        webhooks = WebhookHub(
            WebhookSetup(
                node: configuration.node,
                epoch: boot.saved.epoch,
                store: store,
                pipeline: pipeline,
                events: events,
                bell: feed,
                gate: TargetGate(allowedHosts: configuration.webhookHosts, resolver: SystemResolver()),
                box: SecretBox(configuration.keys.signing, purpose: "webhook secrets"),
                alarms: alarms,
                log: log,
                meters: meters
            )
        )
        alerts = AlertHub(configuration, board: alarms, log: log)
        peerWatch = Mutex(PeerWatch(board: alarms, thresholds: configuration.alerts.thresholds))
        materials = folder
        epoch = boot.saved.epoch
        members = Mutex(configuration.federation)
    }

    /// Whether people can sign in at an identity provider.
    var knowsIdentities: Bool { signIn != nil }

    /// The time by which the node works, in milliseconds since 1970-01-01T00:00:00Z.
    package var now: Int64 { Clock.wall.milliseconds }

    /// Catalogue and calendar as they stand now; `nil` where none is configured.
    package var guideBook: GuideBook? { trade.content.book }

    /// This city's offices and liaisons as its file has them; `nil` where none is configured.
    package var contacts: LiaisonList? { trade.content.contacts }

    /// Writes this city's documents; `nil` where no templates are configured.
    var documentClerk: DocumentClerk? {
        let content = trade.content
        guard let renderer = content.renderer, let book = content.book else { return nil }
        return DocumentClerk(node: configuration.node, city: configuration.city, renderer: renderer, book: book)
    }

    /// The members as they stand now.
    package var federation: Federation { members.withLock { $0 } }

    private static func prepare(_ folder: String) throws -> String {
        try FileManager.default.createDirectory(
            atPath: folder,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        return folder
    }

    /// Reads the member list, the catalogue, the calendar, the contacts and the templates again.
    ///
    /// A bad file changes nothing.
    package func reload() throws {
        let content = try configuration.trade.read(for: configuration.city)
        let federation = try Federation.load(file: configuration.federationFile)
        guard let own = federation.members[configuration.node],
            own.curvePublicKey == configuration.keys.curve.publicKey.z85
        else {
            throw ConfigurationError(
                file: configuration.federationFile,
                problem: "this node is missing or has other keys there",
                expected: "list \(configuration.node) with the keys that it was started with, or restart it"
            )
        }
        let peers = federation.members.keys.filter { $0 != configuration.node }.sorted()
        let boot = try Boot(store: store, node: configuration.node, peers: peers)
        pipeline.add(.newPeers(boot.ledger.accounts))
        exchange.tell(.keyring(boot.keyring(federation)))
        exchange.tell(.federation(federation))
        members.withLock { $0 = federation }
        trade.content = content
        looksAgain.withLock { $0 = true }
        log.notice(
            "the member list, the catalogue and the contacts were read again",
            metadata: [
                "members": "\(federation.members.count)", "items": "\(content.book?.catalogue.items.count ?? 0)",
            ]
        )
    }

    /// Whether it was told to stop.
    var isStopped: Bool { stopped.isSet }

    /// What an entry of the journal says; `nil` where its body is erased or of a kind that this version doesn't know.
    package func read(_ entry: JournalEntry) -> Statement? {
        try? EntryDecoder.decode(entry, at: configuration.node)
    }

    /// Stops: what was sent is given a bounded time to be receipted, what waits is written, then everything closes.
    package func stop() {
        guard !stopped.isSet else { return }
        stopped.set()
        feed.end()
        receipts.end()
        exchange.stop()
        transfer.stop()
        pipeline.stop()
        do {
            try store.close()
        } catch {
            log.error("the store could not be closed: \(error)")
        }
    }
}
