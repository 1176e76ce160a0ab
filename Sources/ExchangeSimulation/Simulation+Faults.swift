import ExchangeCore

extension Simulation {
    /// The most images that are kept of a node's disk.
    private static let imagesMax = 4

    /// One thing from outside: an entry taken in, an image of a disk, or a fault.
    mutating func fromOutside() {
        guard !isCalm else { return }
        let code = world.codes[chance.below(world.codes.count)]
        let roll = chance.below(100)
        if roll < character.faultPercent {
            fault(code)
        } else if roll < character.faultPercent + (options.bringsBackGivenUpDisks ? 25 : 6) {
            keepImage(of: code)
        } else {
            takeIn(at: code)
        }
        settle(code)
        // Contradictions need histories, so mistakes with disks are given more time.
        let pause = options.bringsBackGivenUpDisks ? 400 : 60
        agenda.add(.outside, at: now + Int64(chance.within(1...pause)))
    }

    /// The local departments give a node something to say.
    private mutating func takeIn(at code: NodeCode) {
        guard world.nodes[code]?.isUp == true else { return }
        let others = world.codes.filter { $0 != code }
        let peer = others[chance.below(others.count)]
        let count = chance.once(in: 25) ? chance.within(10...40) : chance.within(1...4)
        for _ in 0..<count {
            let lane: Lane = [.case, .case, .case, .result, .alliance][chance.below(5)]
            let roll = chance.below(10)
            let kind: Utterance.Kind = lane != .case || roll == 0 ? .plain : roll == 1 ? .poison : .case
            names += 1
            let utterance = Utterance(kind: kind, id: names, padding: chance.below(character.paddingBytesMax + 1))
            world.nodes[code]?.jobs.append(.append(utterance, StreamKey(peer: peer, lane: lane)))
        }
    }

    private mutating func keepImage(of code: NodeCode) {
        guard let store = world.nodes[code]?.durable else { return }
        images[code, default: []].append(store)
        if let count = images[code]?.count, count > Self.imagesMax { images[code]?.remove(at: chance.below(count)) }
    }

    private mutating func fault(_ code: NodeCode) {
        let others = world.codes.filter { $0 != code }
        let peer = others[chance.below(others.count)]
        if options.bringsBackGivenUpDisks, chance.once(in: 2) { return mistake(code, peer) }
        switch chance.below(12) {
        case 0, 1: if world.nodes[code]?.isUp == true { crash(code) }
        case 2, 3: setBack(code)
        case 4: setBackToNothing(code)
        case 5, 6: part(code, peer, bothWays: true)
        case 7: part(code, peer, bothWays: false)
        case 8: heal()
        case 9: drop(code, peer)
        case 10:
            world.nodes[code]?.isDiskFull.toggle()
            if trace.isOn {
                trace.line("\(stamp) \(trace.name(code)) disk full: \(world.nodes[code]?.isDiskFull == true)")
            }
        default:
            let jump = Int64([-3_600_000, -30_000, 700, 3_600_000][chance.below(4)])
            if trace.isOn { trace.line("\(stamp) \(trace.name(code)) clock jumps by \(jump) ms") }
            world.nodes[code]?.jumpClock(byMilliseconds: jump)
        }
    }

    /// Ends a node at once and starts it later.
    mutating func crash(_ code: NodeCode) {
        result.counts.crashes += 1
        world.nodes[code]?.crash()
        for peer in world.codes where peer != code && chance.once(in: 2) {
            loseLater(peer, code)
        }
        settle(code)
        agenda.add(.start(code), at: now + Int64(chance.within(1...(options.bringsBackGivenUpDisks ? 200 : 2_000))))
    }

    /// Exchanges a node's disk for an image of it; what came after the image is given up.
    private mutating func setBack(_ code: NodeCode) {
        guard let kept = images[code], !kept.isEmpty else { return }
        if world.nodes[code]?.isUp == true { crash(code) }
        let index = chance.below(kept.count)
        if let last = world.nodes[code]?.durable { givenUp[code, default: []].append(last) }
        givenUp[code, default: []] += kept[(index + 1)...]
        images[code]?.removeSubrange((index + 1)...)
        result.counts.restores += 1
        if trace.isOn { trace.line("\(stamp) \(trace.name(code)) is set back to image \(index)") }
        world.nodes[code]?.restore(kept[index])
        settle(code)
    }

    /// What operators must not do: two nodes are set back, and later a disk of the time before that is brought back.
    private mutating func mistake(_ code: NodeCode, _ peer: NodeCode) {
        if let old = givenUp[code], !old.isEmpty, chance.once(in: 2) {
            if world.nodes[code]?.isUp == true { crash(code) }
            result.counts.restores += 1
            if trace.isOn { trace.line("\(stamp) \(trace.name(code)) gets a disk of a time that was given up") }
            world.nodes[code]?.restore(old[chance.below(old.count)])
            settle(code)
        } else {
            setBack(code)
            setBack(peer)
        }
    }

    /// A node has nothing left but its keys.
    private mutating func setBackToNothing(_ code: NodeCode) {
        guard chance.once(in: 3) else { return }
        if world.nodes[code]?.isUp == true { crash(code) }
        if let last = world.nodes[code]?.durable { givenUp[code, default: []].append(last) }
        givenUp[code, default: []] += images[code] ?? []
        images[code] = []
        result.counts.restores += 1
        if trace.isOn { trace.line("\(stamp) \(trace.name(code)) has lost its disk") }
        world.nodes[code]?.restore(Store(epoch: chance.next()))
        settle(code)
    }

    private mutating func part(_ code: NodeCode, _ peer: NodeCode, bothWays: Bool) {
        result.counts.partitions += 1
        if trace.isOn {
            trace.line("\(stamp) \(trace.name(code)) -> \(trace.name(peer)) cut\(bothWays ? ", both ways" : "")")
        }
        network.cut(from: code, to: peer)
        if bothWays { network.cut(from: peer, to: code) }
        if chance.once(in: 2) { loseLater(peer, code) }
        if bothWays, chance.once(in: 2) { loseLater(code, peer) }
    }

    /// All ways are open again, and subscriptions come back.
    mutating func heal() {
        if trace.isOn { trace.line("\(stamp) all ways are open") }
        network.heal()
        // Later than every link that is about to be lost.
        for code in world.codes { for peer in world.codes where peer != code { hearLater(code, peer, after: 100) } }
    }

    /// A connection breaks and comes back.
    private mutating func drop(_ code: NodeCode, _ peer: NodeCode) {
        loseLater(code, peer)
        hearLater(code, peer, after: 100)
    }

    private mutating func loseLater(_ code: NodeCode, _ peer: NodeCode) {
        guard let node = world.nodes[code] else { return }
        agenda.add(.lost(code, peer, life: node.life), at: now + Int64(chance.below(50)))
    }

    private mutating func hearLater(_ code: NodeCode, _ peer: NodeCode, after milliseconds: Int64 = 0) {
        guard let node = world.nodes[code], node.isUp, world.nodes[peer]?.isUp == true else { return }
        let delay = milliseconds + Int64(chance.within(1...200))
        agenda.add(.audible(code, peer, life: node.life), at: now + delay)
    }

    /// Starts a node that is down; subscriptions follow in both directions.
    mutating func start(_ code: NodeCode) {
        guard let node = world.nodes[code], !node.isUp else { return }
        let session = chance.next() | 1
        let members = Set(world.codes)
        let instant = instant
        world.nodes[code]?.start(session: session, members: members, at: instant)
        for peer in world.codes where peer != code {
            hearLater(code, peer)
            hearLater(peer, code)
        }
        settle(code)
    }

    /// Ends the faults: everything is up and every way is open.
    mutating func calm() {
        isCalm = true
        calmAt = now
        if trace.isOn { trace.line("\(stamp) the faults are over") }
        network.weather = Network.Weather()
        for code in world.codes {
            world.nodes[code]?.isDiskFull = false
            start(code)
        }
        heal()
        agenda.add(.look, at: now + 250)
    }

    /// Ends the run once nothing is outstanding.
    mutating func look() {
        guard options.bringsBackGivenUpDisks || ConvergenceChecker.outstanding(world) != nil else {
            result.restMilliseconds = now - calmAt
            return conclude()
        }
        agenda.add(.look, at: now + 250)
    }

    /// Asks the checkers about the end.
    mutating func conclude() {
        for index in checkers.indices {
            if let wrong = checkers[index].conclude(world) { violate(checkers[index].name, wrong) }
        }
        agenda = Agenda()
    }
}

extension SimulatedNode {
    /// The node's clock is set; what the core waits for keeps its distance in real time.
    mutating func jumpClock(byMilliseconds count: Int64) {
        skewMilliseconds += count
    }
}
