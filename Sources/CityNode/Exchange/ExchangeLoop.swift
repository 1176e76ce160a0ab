import ExchangeCore
import ExchangeWire
import Foundation
import Logging
import ZeroMQ

/// The exchange thread's state and its loop.
///
/// Nothing here is touched by another thread.
final class ExchangeLoop {
    /// What a poll can say.
    enum Source {
        case wakeUp
        case doorKeeper
        case publisher
        case publisherMonitor
        case subscriber(NodeCode)
        case linkMonitor(NodeCode)
    }

    let setup: ExchangeSetup
    let poller: Poller<Source>
    let door: Door
    var core: Exchange
    var codec: FrameCodec
    var links: [NodeCode: PeerLink] = [:]
    var recent: [StreamKey: RecentEntries] = [:]
    var strangers = StrangerBook()
    var waiting: [NodeCode: [MaterialSending]] = [:]
    private var issues = WriteIssues()

    private let post: ExchangePost
    private let context: ZeroMQ.Context
    private var deadline: Instant?
    /// No link is made anew before this; `nil` where one may have got in need of it.
    private var linksAreGoodUntil: Instant?
    private var stopBy: Instant?
    private var moreWaits = false

    init(setup: ExchangeSetup, post: ExchangePost) throws {
        self.setup = setup
        self.post = post
        context = try ZeroMQ.Context(maxSockets: TransportLimits.socketsMax)
        poller = try Poller()
        door = try Door(setup, in: context, at: Clock.steady)
        core = Exchange(
            node: setup.node,
            session: setup.session,
            software: setup.software,
            saved: setup.saved,
            limits: setup.limits
        )
        codec = FrameCodec(node: setup.node, signer: setup.signer, keyring: setup.keyring)
        poller.add(post.wakeUp, as: .wakeUp)
        poller.add(door.keeper.socket, as: .doorKeeper)
        pollDoor()
        try take(setup.federation)
    }

    /// Runs until a letter says stop.
    func run() {
        do {
            while try turn() {}
        } catch {
            setup.log.critical("the exchange ended: \(error)")
            setup.ended(error)
        }
        close()
    }

    func close() {
        for link in links.values { closeLink(link) }
        door.close()
        context.close()
        // Whoever still asks gets an answer.
        for case .report(let answer) in post.mailbox.close() { answer(report()) }
    }

    /// Waits until something is to be done, and does it; false once the loop is over.
    func turn() throws -> Bool {
        let now = Clock.steady
        let linksAt = lookAtLinks()
        var next = min(deadline ?? linksAt, linksAt)
        if let at = door.looksAt { next = min(next, at) }
        if let stopBy { next = min(next, stopBy, now.advanced(byMilliseconds: 20)) }
        if !waiting.isEmpty { next = min(next, now.advanced(byMilliseconds: 5)) }
        let timeout = moreWaits ? 0 : max(0, Int(next.milliseconds(since: now)))
        moreWaits = false
        let ready = try poller.wait(timeoutMilliseconds: timeout)
        try takeSubscriptions()
        for one in ready { try serve(one.tag) }
        let later = Clock.steady
        if let deadline, deadline <= later { feed(.tick) }
        door.lookAround(at: later)
        if lookAtLinks() <= later { reopenLinks(at: later) }
        sendWaitingMaterial()
        // What was read while something was sent wakes no poll.
        try takeSubscriptions()
        if let stopBy, stopBy <= later || isDrained { return false }
        return true
    }

    private func serve(_ source: Source) throws {
        switch source {
        case .wakeUp:
            post.wakeUp.clear()
            for letter in post.mailbox.take() { try open(letter) }
        case .doorKeeper:
            for case .refused(let key, let address, _) in try door.keeper.handle() {
                strangers.note(address: address, key: key?.z85, at: Clock.wall)
            }
        case .publisher: break
        case .publisherMonitor:
            for event in try door.monitor.takeEvents() {
                switch event.kind {
                case .handshakeFailedProtocol: strangers.note(address: event.address, key: nil, at: Clock.wall)
                default: break
                }
            }
        case .subscriber(let peer): try receive(from: peer)
        case .linkMonitor(let peer):
            guard let link = links[peer], let monitor = link.monitor else { return }
            if link.take(try monitor.takeEvents(), at: Clock.steady) { feed(.linkLost(peer)) }
            linksAreGoodUntil = nil
        }
    }

    private func open(_ letter: ExchangeLetter) throws {
        switch letter {
        case .committed(let commit, let sealed):
            setup.faults.afterCommitIsHeard()
            for own in sealed { recent[own.stream, default: RecentEntries()].append(own.entry) }
            feed(.committed(commit))
        case .writeFailed(let streams, let issue):
            for stream in streams where issues.isNews(stream, failedAt: issue) { feed(.writeFailed(stream)) }
        case .federation(let federation): try take(federation)
        case .keyring(let keyring): codec.keyring = keyring
        case .key(let announced):
            if !codec.keyring[announced.member].contains(announced.key) {
                codec.keyring[announced.member].append(announced.key)
            }
        case .resume(let stream): feed(.resume(stream))
        case .material(let frame, let peer, _): send(frame, to: peer)
        case .account(let frame, let peer): send(frame, to: peer)
        case .report(let answer): answer(report())
        case .ping(let answer): answer()
        case .stop:
            let back = Clock.wall.advanced(byMilliseconds: TransportLimits.stopNoticeMilliseconds)
            feed(.maintenance(Maintenance(until: back, reason: "stopped by its operator")))
            stopBy = Clock.steady.advanced(byMilliseconds: TransportLimits.drainMillisecondsMax)
        }
    }

    /// Tells of everybody who subscribed, also of those who were found while telling.
    private func takeSubscriptions() throws {
        while true {
            let events = try door.publisher.takeSubscriptionEvents()
            guard !events.isEmpty else { return }
            for event in events { try take(event) }
        }
    }

    /// Turns out who asks for topics without end, a former member too; the others come back at once.
    private func turnOut(_ peer: NodeCode) throws {
        if let link = links[peer] {
            link.refusals.foreignTopics += 1
            link.refusals.last = "asked for so many topics that it is not let in for a while"
        }
        setup.log.warning("a member asks for topics without end and is turned out", metadata: ["peer": "\(peer)"])
        poller.remove(door.publisher.socket)
        poller.remove(door.monitor.reader)
        try door.turnOut(peer, at: Clock.steady)
        pollDoor()
        for code in links.keys { feed(.linkLost(code)) }
    }

    private func pollDoor() {
        poller.add(door.publisher.socket, as: .publisher)
        poller.add(door.monitor.reader, as: .publisherMonitor)
    }

    private func take(_ event: SubscriptionEvent) throws {
        switch event {
        case .flooding(let userID):
            guard let peer = NodeCode(userID) else { preconditionFailure("the door gives codes as user ids") }
            try turnOut(peer)
        case .admitted(let request):
            if let peer = NodeCode(request.userID) { feed(.audible(peer)) }
        case .refused(let request):
            guard let peer = NodeCode(request.userID), let link = links[peer] else { return }
            link.refusals.foreignTopics += 1
            link.refusals.last = "asked for the topic \(String(decoding: request.topic.prefix(40), as: UTF8.self))"
            setup.log.warning("a member asked for a topic that is not its own", metadata: ["peer": "\(peer)"])
        case .foreignMessage(let userID, _):
            guard let peer = userID.flatMap({ NodeCode($0) }), let link = links[peer] else { return }
            link.refusals.undecodableFrames += 1
            link.refusals.last = "sent something that is no subscription to the publisher"
        case .refusedStranger, .suspended, .ended: break
        }
    }

    private func receive(from peer: NodeCode) throws {
        guard let link = links[peer], let socket = link.subscriber else { return }
        for _ in 0..<TransportLimits.framesPerTurnMax {
            let parts: [MessagePart]
            do throws(ZeroMQError) {
                guard let message = try socket.receive(partsMax: 2) else { return }
                parts = message
            } catch {
                // Taken off the socket and dropped: a peer's mistake is not this node's end.
                guard case .tooManyParts = error.cause else { throw error }
                parts = []
            }
            link.heard(at: Clock.steady)
            guard parts.count == 2, let payload = parts.last else {
                link.refusals.undecodableFrames += 1
                link.refusals.last = "sent a message that has not two parts"
                continue
            }
            do throws(WireError) {
                switch try payload.withUnsafeBytes({ (bytes) throws(WireError) -> Frame in
                    try codec.decode(bytes, from: peer, keptBy: payload)
                }) {
                case .message(let message, let talk):
                    if let ahead = link.heard(message) { setup.clockAhead(ahead, peer) }
                    feed(.message(message, from: peer, talk: talk))
                case .materialRequest(let request): setup.material(.request(request), peer)
                case .materialChunk(let chunk): setup.material(.chunk(chunk), peer)
                case .accountRequest(let request): setup.account(.request(request), peer)
                case .accountAnswer(let answer): setup.account(.answer(answer), peer)
                case .unknown(let kind):
                    link.refusals.undecodableFrames += 1
                    link.refusals.last = "sent a frame of the unknown kind \(kind)"
                }
            } catch {
                if error.isForgery { link.refusals.badSignatures += 1 } else { link.refusals.undecodableFrames += 1 }
                link.refusals.last = "\(error)"
                setup.log.warning("a frame was dropped: \(error)", metadata: ["peer": "\(peer)"])
            }
        }
        moreWaits = true
    }

    /// Gives the core an input, does what it says, and goes on until nothing follows.
    func feed(_ first: Input) {
        var inputs = [first]
        var index = 0
        while index < inputs.count {
            let step = core.handle(inputs[index], at: Clock.steady)
            index += 1
            for case .acknowledged(let stream, let receipt) in step.writes {
                recent[stream]?.forget(through: receipt.through.sequence)
            }
            if !step.writes.isEmpty || !step.epochs.isEmpty {
                setup.write(step.writes, step.epochs, issues.next())
            }
            for lookup in step.lookups { inputs.append(.found(lookup, find(lookup))) }
            for send in step.sends { if let answer = perform(send) { inputs.append(answer) } }
            for notice in step.notices { take(notice) }
            deadline = step.deadline
        }
    }

    private func take(_ notice: Notice) {
        if case .silent(let peer) = notice {
            links[peer]?.scheduleReopen(at: Clock.steady)
            linksAreGoodUntil = nil
        }
        setup.notice(notice)
    }

    private func find(_ lookup: Lookup) -> Digest? {
        if let hash = recent[lookup.stream]?.hash(at: lookup.sequence) { return hash }
        do {
            return try setup.journal.hash(of: lookup)
        } catch {
            setup.log.error("the journal could not be read: \(error)", metadata: ["peer": "\(lookup.stream.peer)"])
            return nil
        }
    }

    /// True when every peer that can be reached has receipted everything.
    private var isDrained: Bool {
        links.allSatisfy { peer, link in
            guard link.phase == .established, let view = core.view(of: peer) else { return true }
            return view.lanes.allSatisfy { $0.acknowledged == $0.end }
        }
    }

    func report() -> ExchangeReport {
        var peers: [NodeCode: ExchangeReport.Peer] = [:]
        for (code, link) in links {
            peers[code] = ExchangeReport.Peer(
                view: core.view(of: code),
                phase: link.phase,
                refusals: link.refusals,
                traffic: link.traffic,
                failures: link.failures
            )
        }
        return ExchangeReport(peers: peers, strangers: strangers.list, strangersRefused: strangers.count)
    }

    private func take(_ federation: Federation) throws {
        let now = Clock.steady
        let peers = federation.members.filter { $0.key != setup.node }
        try door.admit(Array(peers.values))
        for (code, link) in links where peers[code] != link.member {
            closeLink(link)
            links[code] = nil
        }
        for (code, member) in peers where links[code] == nil {
            let link = try PeerLink(member: member, node: setup.node, keys: setup.curve, context: context, at: now)
            links[code] = link
            openLink(link)
        }
        feed(.members(Set(peers.keys)))
    }

    private func openLink(_ link: PeerLink) {
        linksAreGoodUntil = nil
        do {
            try link.open(at: Clock.steady)
        } catch {
            // One link's trouble is not the others'.
            setup.log.error("a link could not be opened: \(error)", metadata: ["peer": "\(link.member.code)"])
            link.close()
            link.scheduleReopen(at: Clock.steady)
        }
        if let socket = link.subscriber { poller.add(socket, as: .subscriber(link.member.code)) }
        if let monitor = link.monitor { poller.add(monitor.reader, as: .linkMonitor(link.member.code)) }
    }

    private func closeLink(_ link: PeerLink) {
        if let socket = link.subscriber { poller.remove(socket) }
        if let monitor = link.monitor { poller.remove(monitor.reader) }
        link.close()
    }

    /// When the first link is made anew, or some time before: what is heard of a peer puts it off, and with many members
    /// that is not worth a look at all of them each time.
    private func lookAtLinks() -> Instant {
        if let linksAreGoodUntil { return linksAreGoodUntil }
        let later = Clock.steady.advanced(byMilliseconds: TransportLimits.reopenSilenceMilliseconds)
        let first = links.values.reduce(later) { min($0, $1.reopensAt ?? later) }
        linksAreGoodUntil = first
        return first
    }

    /// Makes those links anew whose time has come.
    private func reopenLinks(at now: Instant) {
        for link in links.values where link.reopensAt.map({ $0 <= now }) == true {
            closeLink(link)
            openLink(link)
        }
        linksAreGoodUntil = nil
    }
}
