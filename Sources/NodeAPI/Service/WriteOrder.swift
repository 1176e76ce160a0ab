import CaseModel

/// One of many writes that are asked for at once.
package struct WriteOrder: Sendable {
    /// What is to be done; in a box, since it is handed on several times.
    package indirect enum Work: Sendable {
        /// Submit a case.
        case submit(CaseDraft)
        /// Act on one, at a version or at any.
        case act(CaseAction, on: CaseNumber, version: Int?)
    }

    /// What is to be done.
    package var work: Work
    /// Names the write for repetition.
    package var write: WriteKey

    /// Makes an order.
    package init(_ work: Work, write: WriteKey) {
        self.work = work
        self.write = write
    }
}
