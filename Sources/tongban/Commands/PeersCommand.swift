import ArgumentParser
import Foundation

/// The command `tongban peers`.
struct PeersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peers",
        abstract: "Shows how the other cities' nodes stand to this one.",
        discussion: """
            link says where to look: connected; connecting; unreachable (network, address, or no daemon there); wrong-key \
            (the peer shows another key than the member list has); refuses-us (the peer does not admit this node's key); \
            version-refused; silent (connected, and nothing is heard); maintenance; halted (two different entries stand \
            at one place, see tongban resume).
            """
    )

    @Argument(help: "One peer's code; without it, all.")
    var code: String?

    @OptionGroup var options: NodeOptions

    func run() async throws {
        let console = Console.current
        let client = try options.client()
        let answer = try await client.get(code.map { "/v1/peers/\(try PathPart.of($0))" } ?? "/v1/peers")
        guard !options.json else { return console.out(answer.text) }
        let peers = try code == nil ? answer.decode(PeerAnswer.All.self).peers : [answer.decode(PeerAnswer.self)]
        var table = Table(
            "PEER",
            "NAME",
            "LINK",
            "LAST CONTACT",
            "LANE",
            "END>",
            "SENT>",
            "ACKED>",
            "PENDING>",
            "RECEIVED>",
            "BACKLOG>"
        )
        for peer in peers {
            for (index, lane) in peer.lanes.enumerated() {
                let isFirst = index == 0
                table.add(
                    isFirst ? peer.code : "",
                    isFirst ? peer.name : "",
                    isFirst ? peer.link : "",
                    isFirst ? Words.time(peer.lastContactAt) : "",
                    lane.lane,
                    "\(lane.end)",
                    "\(lane.sent)",
                    "\(lane.acknowledged)",
                    "\(lane.pending)",
                    "\(lane.received)",
                    Words.bytes(lane.backlogBytes)
                )
            }
        }
        table.write(to: console, whenEmpty: "no peers")
        for peer in peers { for line in Self.notes(peer) { console.out(TextWidth.printable(line)) } }
        // Strangers are nobody's peers: the node knows only where they came from.
        if code == nil {
            for stranger in try await client.get("/v1/status").decode(StatusAnswer.self).strangers {
                console.out(
                    TextWidth.printable(
                        "stranger at \(stranger.address): no member's key, refused \(stranger.count) times, last "
                            + Words.time(stranger.lastAt)
                    )
                )
            }
        }
    }

    /// What is worth a sentence.
    private static func notes(_ peer: PeerAnswer) -> [String] {
        var notes: [String] = []
        if !peer.detail.isEmpty { notes.append("\(peer.code) \(peer.link): \(peer.detail)") }
        let refusals = peer.refusals
        let counts = [
            (refusals.undecodableFrames, "frames that do not decode"), (refusals.badSignatures, "bad signatures"),
            (refusals.foreignTopics, "requests for another member's topic"),
        ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        if !counts.isEmpty { notes.append("\(peer.code) refused: \(counts.joined(separator: ", "))") }
        for lane in peer.lanes {
            for halt in lane.halts {
                notes.append(
                    "\(peer.code) HALTED: \(halt.direction) \(lane.lane) at \(halt.sequence), here \(halt.ours.prefix(12)), "
                        + "there \(halt.theirs.prefix(12))"
                )
            }
        }
        return notes
    }
}

/// A part of a route's path.
enum PathPart {
    /// The text as a part of a path, whatever a person typed.
    static func of(_ text: String) throws -> String {
        var allowed = CharacterSet.alphanumerics
        allowed.insert(charactersIn: "-_.")
        guard !text.isEmpty, text != ".", text != "..",
            let part = text.addingPercentEncoding(withAllowedCharacters: allowed)
        else { throw ValidationError("\"\(text)\" is no name of anything at a node.") }
        return part
    }
}
