extension Peer {
    /// Says who we are and where the streams with this peer stand; the next heartbeat is due one period later.
    mutating func sayHello(_ context: Context, _ step: inout Step) {
        heartbeatAt = context.now.advanced(byMilliseconds: context.limits.heartbeatMilliseconds)
        var standings: [Lane: Hello.Standing] = [:]
        standings.reserveCapacity(Lane.allCases.count)
        for lane in Lane.allCases {
            standings[lane] = Hello.Standing(received: incoming[lane].committed, sent: outgoing[lane].end)
        }
        let hello = Hello(
            node: context.node,
            epoch: context.epoch,
            session: context.session,
            heard: isSettling ? 0 : session,
            versions: context.limits.versions,
            software: context.software,
            maintenance: context.maintenance,
            standings: standings,
            challenge: challenge(context),
            echo: echo
        )
        tell(.hello(hello), &step)
    }

    /// Takes a hello.
    mutating func heard(_ hello: Hello, _ context: Context, _ step: inout Step) {
        guard hello.node == code else { return ignore("a hello in the name of \(hello.node)", &step) }
        guard hello.session != 0 else { return ignore("a hello without a session", &step) }
        echo = hello.challenge
        let isNew = hello.session != session
        if isNew {
            guard isProven(hello, context) else { return meet(hello, context, &step) }
            beginTalk(hello.session, context, &step)
        }
        heardAt = context.now
        // Whoever has heard us can hear us, even if the transport lost sight of its subscription.
        if hello.heard == context.session { isAudible = true }
        note(hello, &step)
        guard hello.versions.overlaps(context.limits.versions) else {
            return refuse(hello.versions, isNew, context, &step)
        }
        guard hello.heard == context.session || context.mutation.breaks(.staleHelloTrusted) else {
            let isBack = link == .away
            if !link.isMutual { link = .greeting }
            if isNew || isBack { sayHello(context, &step) }
            return
        }
        if !link.isMutual {
            link = .comparing
            if isNew { sayHello(context, &step) }
        }
        for lane in Lane.byUrgency { stand(lane, hello.standings[lane], context, &step) }
        runIfCompared(context, &step)
        pump(context, &step)
    }

    /// What the peer has to echo to prove that it lives now: another number in each talk and in each of our lives.
    private func challenge(_ context: Context) -> UInt64 {
        max(1, (context.session ^ talks &* 0x9E37_79B9_7F4A_7C15) &* 0xBF58_476D_1CE4_E5B9)
    }

    /// Whether a hello of an unknown session was said after our present talk began, or, without a talk, after our start.
    private func isProven(_ hello: Hello, _ context: Context) -> Bool {
        hello.challenge == 0 || hello.echo == challenge(context) || context.mutation.breaks(.staleHelloTrusted)
    }

    /// A session that may be a new life of the peer or a leftover of an old one: only a living one can echo our answer.
    ///
    /// What is in talk goes on meanwhile.
    private mutating func meet(_ hello: Hello, _ context: Context, _ step: inout Step) {
        if link == .away {
            link = .greeting
            heardAt = context.now
        }
        guard candidate != hello.session else { return }
        candidate = hello.session
        sayHello(context, &step)
    }

    /// Keeps what a hello says for people.
    private mutating func note(_ hello: Hello, _ step: inout Step) {
        versions = hello.versions
        software = hello.software
        if maintenance != hello.maintenance {
            maintenance = hello.maintenance
            step.notices.append(.maintenance(code, hello.maintenance))
        }
        if epoch != hello.epoch {
            if let epoch { step.notices.append(.epochChanged(code, from: epoch, to: hello.epoch)) }
            epoch = hello.epoch
            step.epochs[code] = hello.epoch
        }
    }

    /// The peer started anew, or we never heard it since our own start: all earlier talk is void.
    private mutating func beginTalk(_ new: UInt64, _ context: Context, _ step: inout Step) {
        talks += 1
        candidate = 0
        session = new
        link = .greeting
        isSettling = !incoming.allSatisfy(\.isSettled)
        blockedUntil = nil
        for lane in Lane.byUrgency {
            outgoing[lane].forgetTalk()
            incoming[lane].gapTold = nil
            incoming[lane].peerEnd = 0
        }
    }

    /// The peer speaks none of our versions.
    private mutating func refuse(
        _ offered: ClosedRange<UInt32>,
        _ isNew: Bool,
        _ context: Context,
        _ step: inout Step
    ) {
        let isKnown = link == .refused(offered: offered)
        if !isKnown {
            for lane in Lane.byUrgency { outgoing[lane].forgetTalk() }
            link = .refused(offered: offered)
            step.notices.append(.versionRefused(code, offered: offered))
        }
        if isNew || !isKnown { sayHello(context, &step) }
    }

    /// What the peer says about one lane.
    private mutating func stand(_ lane: Lane, _ said: Hello.Standing?, _ context: Context, _ step: inout Step) {
        let standing = said ?? Hello.Standing(received: .start, sent: .start)
        let held = standing.received.sequence == 0 ? Position.start : standing.received
        switch outgoing[lane].state {
        case .uncompared: outgoing[lane].compare(held, context, &step)
        case .running:
            outgoing[lane].claimed(.init(through: held, receipt: nil, gap: false), context, &step)
        case .checking, .recovering, .halted: break
        }
        incoming[lane].peerEnd = max(incoming[lane].peerEnd, standing.sent.sequence)
        let ours = incoming[lane].committed
        guard incoming[lane].isOpen, ours.sequence > 0, standing.sent.sequence == ours.sequence,
            standing.sent.hash != ours.hash, !context.mutation.breaks(.hashIgnored)
        else { return }
        halt(lane, Halt(sequence: ours.sequence, ours: ours.hash, theirs: standing.sent.hash), &step)
    }

    /// The peer's stream contradicts what we hold.
    mutating func halt(_ lane: Lane, _ halt: Halt, _ step: inout Step) {
        incoming[lane].state = .halted(halt)
        step.notices.append(
            .halted(
                StreamKey(peer: code, lane: lane),
                direction: .incoming,
                sequence: halt.sequence,
                ours: halt.ours,
                theirs: halt.theirs
            )
        )
    }
}
