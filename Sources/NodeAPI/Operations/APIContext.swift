import Hummingbird

/// What belongs to one request beside its own bytes.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The parameters of the query, which the operation's description names.
    var query = RequestQuery()

    package init(source: Source) { coreContext = .init(source: source) }
}
