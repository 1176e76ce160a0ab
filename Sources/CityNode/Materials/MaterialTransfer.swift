import CaseModel
import ExchangeCore
import ExchangeWire
import Foundation
import Logging

/// Fetches materials that cases speak of from the peers that have them, and gives peers what they ask for: one thread,
/// and a few that wait for syncs, so that a slow disk never delays an entry.
final class MaterialTransfer: Sendable {
    enum Letter: Sendable {
        case want(WantedMaterial)
        case connected(NodeCode)
        /// A frame of a peer, with what is counted of it as long as it waits.
        case frame(MaterialFrame, NodeCode, ByteBudget.Share)
        case removed([MaterialDigest])
        case published([Publication])
        case stop
    }

    private let post: Post
    private let thread: OwnThread
    private let publisher: MaterialPublisher

    /// The thread's letter box, there before the thread is: others are made with it.
    struct Post: Sendable {
        let bell: Bell
        let mailbox: Mailbox<Letter>
        private let waiting = PeerBudgets(limit: MaterialLimits.waitingBytesMax)

        /// Makes an empty box.
        init() {
            let bell = Bell()
            self.bell = bell
            mailbox = Mailbox { bell.ring() }
        }

        /// Fetches a material, now or when its turn comes.
        func want(_ material: WantedMaterial) { mailbox.put(.want(material)) }

        /// A peer is here, for the first time or again.
        func connected(_ peer: NodeCode) { mailbox.put(.connected(peer)) }

        /// Takes a frame of a peer; where too many wait, of this peer or of all, it is dropped, and asked for again.
        func take(_ frame: MaterialFrame, from peer: NodeCode) {
            // A question counts as what it asks for.
            let count =
                switch frame {
                case .request(let request): request.length
                case .chunk(let chunk): chunk.bytes.count
                }
            guard let share = waiting.share(of: count, for: peer) else { return }
            mailbox.put(.frame(frame, peer, share), limit: MaterialLimits.framesWaitingMax)
        }
    }

    init(setup: MaterialSetup, post: Post) {
        self.post = post
        let publisher = MaterialPublisher(folder: setup.folder) { post.mailbox.put(.published($0)) }
        self.publisher = publisher
        thread = OwnThread(name: "materials") {
            let loop = MaterialLoop(setup: setup) { publisher.add($0) }
            while true {
                // Each is let go of when it is done, with the bytes that it keeps.
                var letters = Array(post.mailbox.take().reversed())
                while let letter = letters.popLast() {
                    switch letter {
                    case .want(let material): loop.want(material)
                    case .connected(let peer): loop.hurry(peer)
                    case .frame(.request(let request), let peer, _): loop.serve(request, to: peer)
                    case .frame(.chunk(let chunk), let peer, _): loop.take(chunk, from: peer)
                    case .removed(let digests): loop.forget(digests)
                    case .published(let publications): loop.take(publications)
                    case .stop: return
                    }
                }
                post.bell.wait(milliseconds: loop.tick())
            }
        }
    }

    /// Takes a frame of a peer.
    func take(_ frame: MaterialFrame, from peer: NodeCode) { post.take(frame, from: peer) }

    /// Files were removed: what is open of them is closed, so that the disk gets its room back.
    func forget(_ digests: [MaterialDigest]) { post.mailbox.put(.removed(digests)) }

    /// Ends the thread; what was fetched in part goes on at the next start.
    func stop() {
        post.mailbox.put(.stop)
        thread.join()
        publisher.stop()
    }
}

/// What the transfer works with and whom it tells.
struct MaterialSetup: Sendable {
    /// Where the files are.
    var folder: MaterialFolder
    /// Sends a frame to a peer.
    var send: @Sendable (MaterialSending, NodeCode) -> Void
    /// Whether a case of this peer has the material.
    var mayRead: @Sendable (MaterialDigest, NodeCode) -> Bool
    /// Materials that the index wants of a peer, behind one of them or from the first, and so many at most.
    var wanted: @Sendable (NodeCode, MaterialDigest?, Int) throws -> [WantedMaterial]
    /// The peers that a material may be had from: those of the cases that have it.
    var sources: @Sendable (MaterialDigest) throws -> [NodeCode]
    /// A material is here, whole and checked, and this is what it is by its bytes, if that is known.
    var complete: @Sendable (MaterialDigest, ContentKind?) -> Void
    /// No peer gives a material now, this one the last that was asked, and why.
    var waits: @Sendable (MaterialDigest, NodeCode, String) -> Void
    /// The log.
    var log: Logger
    /// Counts what comes and goes.
    var meter = MaterialMeter()
}

/// Bounds of the transfer.
enum MaterialLimits {
    /// Bytes asked for at once.
    static let chunkBytes = 256 << 10
    /// Bytes asked of one peer that are on their way, in equal shares for the materials that are fetched.
    ///
    /// Beyond them, each of these still has one request. They fill a line of 100 MB/s whose way there and back takes 40 ms.
    static let inFlightPerPeerBytesMax = 4 << 20
    /// Materials fetched at once from one peer: enough small ones to fill a long way.
    static let fetchesPerPeerMax = 8
    /// Frames of all peers that wait for the transfer.
    static let framesWaitingMax = 256
    /// Bytes of one peer that wait for the transfer: what it was asked for, what it asks for, and some more.
    static let waitingBytesMax = 16 << 20
    /// Files that are being published while others come; beyond them, a file's turn ends when it is published.
    static let publishingMax = 16
    /// Threads that publish.
    static let publishersMax = 4
    /// Materials of one peer that are held in memory; the index on disk knows all.
    static let heldPerPeerMax = 1_000
    /// First wait for an answer before asking again.
    static let retryMillisecondsMin: Int64 = 2_000
    /// The longest that a question waits for its answer while its peer answers others, as over a thin line.
    static let patienceMilliseconds: Int64 = 30_000
    /// Longest wait before asking again.
    static let retryMillisecondsMax: Int64 = 60_000
    /// Questions that a peer leaves without an answer before another one is asked.
    static let unansweredMax = 3
    /// Files kept open for peers that read them: as many as four of them read at once.
    static let openFilesMax = 32
}
