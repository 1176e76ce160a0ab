import ExchangeCore

/// Collects what happens as lines for people; costs next to nothing when nobody listens.
struct Trace: Sendable {
    /// Whether lines are kept.
    let isOn: Bool
    /// Names for nodes; a node without one is shown by its code.
    let names: [NodeCode: String]
    /// The lines since they were last taken.
    var lines: [String] = []

    init(isOn: Bool, names: [NodeCode: String] = [:]) {
        self.isOn = isOn
        self.names = names
    }

    /// Keeps a line.
    ///
    /// Ask `isOn` before making one.
    mutating func line(_ text: String) {
        if isOn { lines.append(text) }
    }

    /// A node's name.
    func name(_ code: NodeCode) -> String { names[code] ?? code.description }

    /// A stream's name: peer and lane.
    func name(_ key: StreamKey) -> String { "\(name(key.peer))/\(key.lane)" }

    /// The first digits of a session; a small one is shown whole.
    func session(_ number: UInt64) -> String {
        number < 1_000_000 ? "\(number)" : String(String(number, radix: 16).suffix(6))
    }

    /// A place: sequence number and the first four digits of the hash.
    func describe(_ place: Position) -> String {
        place.sequence == 0 ? "0" : "\(place.sequence)#\(place.hash.description.prefix(4))"
    }

    /// The first four digits, or "none" for no entry.
    func describe(_ hash: Digest) -> String { hash == .zero ? "none" : String(hash.description.prefix(4)) }

    /// A message.
    func describe(_ message: Message) -> String {
        switch message {
        case .hello(let hello):
            var text = "hello session \(session(hello.session)) heard \(session(hello.heard))"
            for lane in Lane.allCases {
                guard let standing = hello.standings[lane],
                    standing.received.sequence > 0 || standing.sent.sequence > 0
                else { continue }
                text += " | \(lane): holds \(describe(standing.received)), mine ends at \(describe(standing.sent))"
            }
            if hello.versions != 1...1 {
                text += " | versions \(hello.versions.lowerBound)-\(hello.versions.upperBound)"
            }
            if let maintenance = hello.maintenance { text += " | maintenance: \(maintenance.reason)" }
            return text
        case .entries(let batch): return "entries \(describe(batch))"
        case .receipt(let receipt):
            return "receipt \(receipt.lane) through \(describe(receipt.through))\(receipt.gap ? ", gap after it" : "")"
        case .recover(let request):
            return "recover \(request.lane) after \(describe(request.after)) through \(request.through)"
        case .recovered(let batch): return "recovered \(describe(batch))"
        }
    }

    /// A batch: lane and range.
    func describe(_ batch: Batch) -> String {
        "\(batch.lane) \(batch.before.sequence + 1)-\(batch.through.sequence) (ends \(describe(batch.through)))"
    }

    /// A notice.
    func describe(_ notice: Notice) -> String {
        switch notice {
        case .connected(let peer): return "connected with \(name(peer))"
        case .silent(let peer): return "\(name(peer)) is silent"
        case .versionRefused(let peer, let offered):
            return "\(name(peer)) refused, it speaks versions \(offered.lowerBound)-\(offered.upperBound)"
        case .epochChanged(let peer, _, _): return "\(name(peer)) has a new store"
        case .maintenance(let peer, let notice):
            return "\(name(peer)) \(notice.map { "is in maintenance: \($0.reason)" } ?? "has ended its maintenance")"
        case .retransmitted(let key, let after): return "\(name(key)) goes again after \(after)"
        case .duplicate(let key, let count): return "\(name(key)) brought \(count) that were here"
        case .gap(let key, let expected, let got): return "\(name(key)) has a gap, wanted \(expected), got \(got)"
        case .peerWentBack(let key, let acknowledged, let holds):
            return "\(name(key)) was receipted through \(acknowledged), but the peer holds only \(holds)"
        case .recovering(let key, let have, let peerHolds):
            return "\(name(key)) ends at \(have) here, but the peer holds \(peerHolds): asking for the rest"
        case .recovered(let key, let through): return "\(name(key)) is whole again through \(through)"
        case .halted(let key, let direction, let sequence, let ours, let theirs):
            return
                "HALTED \(direction) \(name(key)) at \(sequence): ours \(describe(ours)), theirs \(describe(theirs))"
        case .resumed(let key): return "\(name(key)) compares again"
        case .ignored(let peer, let why): return "ignored \(why) (from \(name(peer)))"
        }
    }
}
