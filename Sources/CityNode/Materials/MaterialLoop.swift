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
    /// Those whose last byte has come; they are published at the end of the turn.
    private var whole: [MaterialFetch] = []
    private var readers: MaterialReaders

    init(setup: MaterialSetup) {
        self.setup = setup
        readers = MaterialReaders(folder: setup.folder, mayRead: setup.mayRead)
    }

    // MARK: Fetching

    /// Plans to fetch a material.
    func want(_ material: WantedMaterial) {
        guard let digest = material.digest.withMaterial, fetches[digest] == nil else { return }
        fetches[digest] = MaterialFetch(digest: digest, size: material.size, peer: material.peer)
        queues[material.peer, default: MaterialQueue()].append(digest)
        startNext(of: material.peer)
    }

    /// Begins as many as may go at once, however many of them end at once.
    private func startNext(of peer: NodeCode) {
        while let digest = queues[peer]?.next() {
            setup.meter.fetching.add(1)
            start(digest)
        }
    }

    private func start(_ digest: MaterialDigest) {
        guard let fetch = fetches[digest] else { return }
        do {
            if setup.folder.size(of: digest) == fetch.size {
                finish(fetch)
            } else {
                try fetch.open(in: setup.folder)
                goOn(fetch)
            }
        } catch {
            postpone(fetch, "\(error)")
        }
    }

    private func goOn(_ fetch: MaterialFetch) {
        guard fetch.isWhole else { return ask(fetch) }
        whole.append(fetch)
        endTurn(fetch)
    }

    private func ask(_ fetch: MaterialFetch) {
        for request in fetch.nextRequests(at: Clock.steady) { setup.send(.request(request), fetch.peer) }
        watch(fetch)
    }

    private func watch(_ fetch: MaterialFetch) {
        guard let due = fetch.due else { return }
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
            postpone(fetch, "\(word) (\(missing.rawValue))")
            return
        }
        do {
            guard try fetch.append(chunk, at: Clock.steady) else { return }
            setup.meter.receivedBytes.add(chunk.bytes.count)
            goOn(fetch)
        } catch {
            postpone(fetch, "\(error)")
        }
    }

    /// Syncs what is whole and makes it visible: last in a turn, while the peers send what was asked for meanwhile.
    private func publish() {
        while !whole.isEmpty {
            let all = whole
            whole = []
            let settled = all.filter { done($0, MaterialFetch.settle) }
            let named = settled.filter { done($0, MaterialFetch.name) }
            for fetch in named where done(fetch, MaterialFetch.syncName) { finish(fetch) }
            for peer in Set(all.map(\.peer)) { startNext(of: peer) }
        }
    }

    /// Does a step of publishing; false where it failed, and the fetch waits.
    private func done(
        _ fetch: MaterialFetch,
        _ step: (MaterialFetch) -> (MaterialFolder) throws(MaterialError) -> Void
    ) -> Bool {
        do throws(MaterialError) {
            try step(fetch)(setup.folder)
            return true
        } catch {
            postpone(fetch, "\(error)")
            return false
        }
    }

    private func finish(_ fetch: MaterialFetch) {
        fetches[fetch.digest] = nil
        if fetch.wasPostponed { setup.alarm(fetch.digest, fetch.peer, nil) }
        setup.complete(fetch.digest)
        endTurn(fetch)
    }

    /// Makes room for the next, which `startNext(of:)` begins.
    private func endTurn(_ fetch: MaterialFetch) {
        if queues[fetch.peer]?.end(fetch.digest) == true { setup.meter.fetching.add(-1) }
    }

    private func postpone(_ fetch: MaterialFetch, _ why: String) {
        setup.log.warning("a material waits: \(why)", metadata: ["digest": "\(fetch.digest)", "peer": "\(fetch.peer)"])
        setup.alarm(fetch.digest, fetch.peer, why)
        fetch.postpone(at: Clock.steady)
        watch(fetch)
        setup.meter.postponed.add()
        // Others go first.
        endTurn(fetch)
    }

    /// A peer is back: what waits for it need not wait out its time.
    func hurry(_ peer: NodeCode) {
        let now = Clock.steady
        for fetch in fetches.values where fetch.peer == peer {
            fetch.hurry(at: now)
            watch(fetch)
        }
    }

    /// Ends a turn: asks again where answers are overdue, and publishes what is whole.
    ///
    /// Returns the milliseconds until the next answer is overdue, or `nil`.
    func tick() -> Int64? {
        let now = Clock.steady
        if let earliestDue, earliestDue <= now { askAgain(at: now) }
        publish()
        return earliestDue.map { max(1, $0.milliseconds(since: Clock.steady)) }
    }

    /// Looks at all that is wanted, which may be much: only when something may be due.
    private func askAgain(at now: Instant) {
        earliestDue = nil
        for fetch in fetches.values {
            guard let due = fetch.due else { continue }
            guard due <= now else {
                watch(fetch)
                continue
            }
            fetch.rewind(at: now)
            if fetch.isOpen {
                ask(fetch)
            } else {
                queues[fetch.peer, default: MaterialQueue()].append(fetch.digest)
                startNext(of: fetch.peer)
            }
        }
    }

    // MARK: Serving

    /// Gives a peer what it asks for, or says why not.
    func serve(_ request: MaterialRequest, to peer: NodeCode) {
        let chunk = readers.answer(request, for: peer)
        setup.meter.sentBytes.add(chunk.bytes.count)
        setup.send(.chunk(chunk), peer)
    }

    /// Lets go of files that were removed.
    func forget(_ digests: [MaterialDigest]) { readers.forget(digests) }
}

extension Digest {
    /// The same 32 bytes as the case's rules name materials.
    var withMaterial: MaterialDigest? { MaterialDigest(bytes) }
}
