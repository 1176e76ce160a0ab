import CaseModel
import ExchangeCore
import ExchangeWire
import Foundation
import Logging

/// The transfer thread's state.
///
/// Nothing here is touched by another thread.
final class MaterialLoop {
    private let setup: MaterialSetup
    private var fetches: [MaterialDigest: MaterialFetch] = [:]
    private var queues: [NodeCode: MaterialQueue] = [:]
    /// No fetch is due before; `nil` where none is due at all.
    private var earliestDue: Instant?
    private var readers: MaterialReaders
    /// Makes a file durable and visible, and has ``take(_:)`` hear of it.
    private let publish: (WholeFile) -> Void
    /// Files that are being published.
    private var publishing = 0

    init(setup: MaterialSetup, publish: @escaping (WholeFile) -> Void) {
        self.setup = setup
        self.publish = publish
        readers = MaterialReaders(folder: setup.folder, mayRead: setup.mayRead)
    }

    // MARK: Fetching

    /// Plans to fetch a material, which the index knows.
    func want(_ material: WantedMaterial) {
        if queues[material.peer, default: MaterialQueue()].room > 0 {
            hold(material)
        } else {
            queues[material.peer]?.leave()
        }
        startNext(of: material.peer)
    }

    private func hold(_ material: WantedMaterial) {
        guard let digest = material.digest.withMaterial else { return }
        if let fetch = fetches[digest] {
            if fetch.isPostponed, fetch.peer != material.peer { turn(fetch, to: material.peer) }
            return
        }
        fetches[digest] = MaterialFetch(digest: digest, size: material.size, peer: material.peer)
        queues[material.peer, default: MaterialQueue()].add(digest)
    }

    /// Begins as many as may go at once, however many of them end at once.
    private func startNext(of peer: NodeCode) {
        repeat {
            while let digest = queues[peer]?.next() {
                setup.meter.fetching.add(1)
                start(digest)
            }
        } while readOn(peer)
    }

    /// Holds more of what the index knows, where that is needed; false where it is not, or nothing came.
    private func readOn(_ peer: NodeCode) -> Bool {
        let now = Clock.steady
        guard let queue = queues[peer], queue.wantsMore(at: now) else { return false }
        queues[peer]?.beginReading()
        if queue.room == 0 { letGo(of: peer, until: now.advanced(byMilliseconds: MaterialLimits.retryMillisecondsMax)) }
        let room = queues[peer]?.room ?? 0
        var some: [WantedMaterial] = []
        do {
            some = try setup.wanted(peer, queue.readThrough, room)
        } catch {
            setup.log.warning("which materials are wanted is not known: \(error)", metadata: ["peer": "\(peer)"])
            queues[peer]?.drop(0, until: now.advanced(byMilliseconds: MaterialLimits.retryMillisecondsMax))
        }
        for material in some { hold(material) }
        queues[peer]?.endReading(through: some.count < room ? nil : some.last?.digest.withMaterial)
        watchPass(of: peer, at: now)
        return !some.isEmpty
    }

    /// A pass whose time has come begins when a turn ends.
    private func watchPass(of peer: NodeCode, at now: Instant) {
        if let then = queues[peer]?.nextPassAt, then > now { watch(then) }
    }

    /// Makes room by letting go of what a peer could not give; the index knows it.
    private func letGo(of peer: NodeCode, until then: Instant) {
        let inVain = fetches.values.filter { $0.peer == peer && $0.isPostponed }
        for fetch in inVain { fetches[fetch.digest] = nil }
        queues[peer]?.drop(inVain.count, until: then)
    }

    private func start(_ digest: MaterialDigest) {
        guard let fetch = fetches[digest] else { return }
        do {
            if setup.folder.size(of: digest) == fetch.size {
                finish(fetch, try? setup.folder.content(of: digest))
            } else {
                try fetch.open(in: setup.folder)
                goOn(fetch)
            }
        } catch {
            postpone(fetch, "\(error)")
        }
    }

    private func goOn(_ fetch: MaterialFetch) {
        guard let file = fetch.handOver() else { return ask(fetch) }
        publishing += 1
        publish(WholeFile(digest: fetch.digest, file: file))
        // The next one's bytes come meanwhile, as long as the disk keeps up.
        if publishing < MaterialLimits.publishingMax { endTurn(fetch) }
    }

    private func ask(_ fetch: MaterialFetch) {
        let active = queues[fetch.peer]?.active ?? []
        let underway = active.reduce(0) { $0 + (fetches[$1]?.underway ?? 0) }
        let requests = fetch.nextRequests(
            at: Clock.steady,
            share: MaterialLimits.inFlightPerPeerBytesMax / max(1, active.count),
            room: MaterialLimits.inFlightPerPeerBytesMax - underway
        )
        for request in requests { setup.send(.request(request), fetch.peer) }
        watch(fetch.due)
    }

    /// Asks another peer that may have it, which another case came from; false where there is none.
    private func askOther(_ fetch: MaterialFetch) -> Bool {
        do {
            let others = try fetch.others(of: setup.sources(fetch.digest))
            guard let other = others.first(where: { queues[$0]?.room != 0 }) else { return false }
            turn(fetch, to: other)
            startNext(of: other)
            return true
        } catch {
            setup.log.warning("who else has a material is not known: \(error)", metadata: ["digest": "\(fetch.digest)"])
            return false
        }
    }

    private func turn(_ fetch: MaterialFetch, to other: NodeCode) {
        endTurn(fetch)
        queues[fetch.peer]?.drop()
        fetch.turn(to: other)
        queues[other, default: MaterialQueue()].add(fetch.digest)
    }

    private func watch(_ due: Instant?) {
        guard let due else { return }
        earliestDue = min(earliestDue ?? due, due)
    }

    /// Takes a part of a material, or the word that there is none.
    func take(_ chunk: MaterialChunk, from peer: NodeCode) {
        guard let digest = chunk.digest.withMaterial, let fetch = fetches[digest], fetch.peer == peer, fetch.isOpen,
            !fetch.isWhole
        else { return }
        defer { startNext(of: peer) }
        if let missing = chunk.missing {
            let word = missing.isPassing ? "the peer can't give it now" : "the peer does not have it or may not give it"
            if !askOther(fetch) { postpone(fetch, "\(word) (\(missing.rawValue))") }
            return
        }
        do {
            let now = Clock.steady
            guard try fetch.append(chunk, at: now) else { return }
            for one in queues[peer]?.active ?? [] { fetches[one]?.hears(at: now) }
            setup.meter.receivedBytes.add(chunk.bytes.count)
            goOn(fetch)
        } catch {
            postpone(fetch, "\(error)")
        }
    }

    /// Takes what became of files that were whole.
    func take(_ publications: [Publication]) {
        var peers: Set<NodeCode> = []
        for publication in publications {
            publishing -= 1
            guard let fetch = fetches[publication.digest] else { continue }
            peers.insert(fetch.peer)
            switch publication.failure {
            case nil: finish(fetch, publication.content)
            case .digestDiffers? where askOther(fetch): break
            case let failure?: postpone(fetch, "\(failure)")
            }
        }
        for peer in peers { startNext(of: peer) }
    }

    private func finish(_ fetch: MaterialFetch, _ content: ContentKind?) {
        fetches[fetch.digest] = nil
        queues[fetch.peer]?.drop()
        setup.complete(fetch.digest, content)
        endTurn(fetch)
    }

    /// Makes room for the next, which `startNext(of:)` begins.
    private func endTurn(_ fetch: MaterialFetch) {
        if queues[fetch.peer]?.end(fetch.digest) == true { setup.meter.fetching.add(-1) }
    }

    private func postpone(_ fetch: MaterialFetch, _ why: String) {
        setup.log.warning("a material waits: \(why)", metadata: ["digest": "\(fetch.digest)", "peer": "\(fetch.peer)"])
        setup.waits(fetch.digest, fetch.peer, why)
        fetch.postpone(at: Clock.steady)
        watch(fetch.due)
        setup.meter.postponed.add()
        // Others go first.
        endTurn(fetch)
    }

    /// A peer is here: what it is to give is looked for, and what waits for it need not wait out its time.
    func hurry(_ peer: NodeCode) {
        let now = Clock.steady
        for fetch in fetches.values where fetch.peer == peer {
            fetch.hurry(at: now)
            watch(fetch.due)
        }
        queues[peer, default: MaterialQueue()].hurry()
        startNext(of: peer)
    }

    /// Ends a turn: asks again where answers are overdue.
    ///
    /// Returns the milliseconds until the next answer is overdue, or `nil`.
    func tick() -> Int64? {
        let now = Clock.steady
        if let earliestDue, earliestDue <= now { askAgain(at: now) }
        if publishing == 0, !queues.values.contains(where: \.isBusy) { setup.folder.blocks.trim() }
        return earliestDue.map { max(1, $0.milliseconds(since: Clock.steady)) }
    }

    /// Looks at all that is wanted, which may be much: only when something may be due.
    private func askAgain(at now: Instant) {
        earliestDue = nil
        for fetch in fetches.values {
            guard let due = fetch.due else { continue }
            guard due <= now else {
                watch(fetch.due)
                continue
            }
            fetch.rewind(at: now)
            if !fetch.isOpen {
                queues[fetch.peer]?.waitAgain(fetch.digest)
            } else if !fetch.isUnanswered {
                ask(fetch)
            } else if !askOther(fetch) {
                // Whose only peer is silent goes on asking: it is away, and that is told otherwise.
                if fetch.isDeniedBySeveral { postpone(fetch, "no peer that may have it gives it") } else { ask(fetch) }
            }
        }
        for peer in Array(queues.keys) {
            startNext(of: peer)
            watchPass(of: peer, at: now)
        }
    }

    // MARK: Serving

    /// Gives a peer what it asks for, or says why not.
    func serve(_ request: MaterialRequest, to peer: NodeCode) {
        let (frame, bytes) = readers.answer(request, for: peer)
        setup.meter.sentBytes.add(bytes)
        setup.send(.part(frame), peer)
    }

    /// Lets go of files that were removed.
    func forget(_ digests: [MaterialDigest]) { readers.forget(digests) }
}

extension Digest {
    /// The same 32 bytes as the case's rules name materials.
    var withMaterial: MaterialDigest? { MaterialDigest(bytes) }
}
