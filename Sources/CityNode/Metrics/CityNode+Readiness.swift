import CaseStore

// Whether the node takes work.
extension CityNode {
    /// How long whoever watches from outside waits for the exchange thread.
    static let exchangeAnswerMax: Duration = .seconds(2)
    /// After how long without an answer the exchange thread hangs, and is not only busy.
    static let exchangePatience: Duration = .seconds(5)
    /// The bookmark that is written to see whether anything can be.
    static let proofBookmark = "proof"

    /// How the exchange stands; `nil` where it does not answer in time.
    package func promptExchangeReport() async -> ExchangeReport? {
        isStopped ? nil : await exchange.report(within: Self.exchangeAnswerMax)
    }

    /// What stands in the way of taking work, with the exchange as it stands.
    package func obstacles(_ report: ExchangeReport?) -> [Obstacle] {
        Obstacle.list(
            Obstacle.Facts(
                isStarted: started.isSet,
                isStopped: isStopped,
                trouble: meters.writer.lastTrouble,
                freeBytes: freeBytes,
                exchange: report
            )
        )
    }

    /// Writes something where the last transaction could not be written, since whoever waits for a ready node sends nothing
    /// that would show that it is one again.
    func proveWriting() async {
        guard meters.writer.lastTrouble != nil else { return }
        do {
            try await pipeline.run { try $0.writer.setBookmark(Self.proofBookmark, try $0.writer.lastEntry()) }
        } catch {
            log.error("the store can still not be written: \(error)")
        }
    }
}
