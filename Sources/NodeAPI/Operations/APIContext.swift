import Hummingbird

/// What belongs to one request beside its own bytes.
package struct APIContext: RequestContext {
    package var coreContext: CoreRequestContextStorage

    package init(source: Source) { coreContext = .init(source: source) }
}
