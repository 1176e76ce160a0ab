/// A part without which a node is none, and which can hang while the process lives.
package enum VitalPart: String, Hashable, Sendable, CaseIterable {
    /// The exchange thread.
    case exchange
    /// The writer.
    case writer
}

extension CityNode {
    /// Asks every vital part for a sign of life: the exchange thread takes a letter in a turn of its loop, and the writer
    /// does a piece of work that writes nothing, in a transaction.
    ///
    /// - Parameter alive: called by each part itself, on its thread, and never by one that hangs or has ended.
    package func proveLife(_ alive: @escaping @Sendable (VitalPart) -> Void) {
        exchange.tell(.ping { alive(.exchange) })
        pipeline.add(
            CommitPipeline.Job(
                run: { _ in },
                // A transaction that fails, on a full disk for instance, is a sign of life, too.
                done: { error in if !(error is CancellationError) { alive(.writer) } }
            )
        )
    }
}
