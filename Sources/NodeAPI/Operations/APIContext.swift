import CaseModel
import Hummingbird
import NIOCore

/// What belongs to one request beside its own bytes.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The parameters of the query, which the operation's description names.
    var query = RequestQuery()
    /// Who calls; nobody until the gate has looked.
    package var caller = Caller.nobody
    /// Whether the connection is encrypted.
    var isSecure = false
    /// Where the router notes the operation.
    let mark = OperationMark()
    private let channel: any Channel

    package init(source: Source) {
        coreContext = .init(source: source)
        channel = source.channel
    }

    /// From where the request came: an IP address, or `socket`.
    var address: String { channel.remoteAddress?.ipAddress ?? "socket" }
}
