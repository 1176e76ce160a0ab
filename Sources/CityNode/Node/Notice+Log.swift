import ExchangeCore
import Logging

// What the exchange notices, as the log tells it: words, with the peer beside them as metadata.
extension Notice {
    /// How loudly the log says it.
    var level: Logger.Level {
        switch self {
        case .halted, .versionRefused, .epochChanged: .error
        case .silent, .peerWentBack, .recovering, .ignored: .warning
        case .connected, .recovered, .resumed, .maintenance: .notice
        case .retransmitted, .gap, .duplicate: .debug
        }
    }

    /// The peer that it is about.
    var peer: NodeCode {
        switch self {
        case .connected(let peer), .silent(let peer), .versionRefused(let peer, _), .epochChanged(let peer, _, _),
            .maintenance(let peer, _), .ignored(let peer, _):
            peer
        case .retransmitted(let stream, _), .duplicate(let stream, _), .gap(let stream, _, _),
            .peerWentBack(let stream, _, _), .recovering(let stream, _, _), .recovered(let stream, _),
            .halted(let stream, _, _, _, _), .resumed(let stream):
            stream.peer
        }
    }

    /// What happened.
    var words: String {
        switch self {
        case .connected: "the streams are compared and run"
        case .silent: "nothing is heard any more"
        case .versionRefused(_, let offered):
            "it speaks protocol \(offered.lowerBound) to \(offered.upperBound) only and is not served"
        case .epochChanged: "its database was made anew"
        case .maintenance(_, let notice):
            notice.map { "it told of maintenance: \($0.reason)" } ?? "its maintenance is over"
        case .retransmitted(let stream, let after): "\(stream.lane) goes again after \(after)"
        case .duplicate(let stream, let count): "\(count) entries of \(stream.lane) came a second time"
        case .gap(let stream, let expected, let got): "\(stream.lane) came with a gap: \(got) instead of \(expected)"
        case .peerWentBack(let stream, let acknowledged, let holds):
            "it had \(stream.lane) through \(acknowledged) and has lost what came after \(holds)"
        case .recovering(let stream, let have, let holds):
            "our own \(stream.lane) ends here at \(have) and there at \(holds): fetching the rest"
        case .recovered(let stream, let through): "our own \(stream.lane) is whole again through \(through)"
        case .halted(let stream, let direction, let sequence, let ours, let theirs):
            "\(direction) \(stream.lane) is halted at \(sequence): here \(ours), there \(theirs)"
        case .resumed(let stream): "\(stream.lane) compares again"
        case .ignored(_, let why): "ignored: \(why)"
        }
    }
}
