import CaseModel

/// What a person asks for: submit a case, or act on one.
package struct Command: Sendable {
    /// What is asked for; in a box, since it is handed on several times.
    package indirect enum Work: Sendable {
        /// Submit a case, in a mode or in the only one that the guide offers; where `consulting`, it is shown to the handling
        /// city's liaison first (即时响应).
        case submit(Submission, mode: HandlingMode?, consulting: Bool)
        /// Act on a case, at a version or at any.
        case act(CaseAction, on: CaseNumber, expected: Int?)
    }

    /// What became of it.
    package typealias Outcome = Result<(answer: CommandAnswer, replayed: Bool), any Error>

    /// What is asked for.
    package var work: Work
    /// The caller's name for this write; one without a name is never repeated.
    package var key: CommandKey?

    /// Makes a command.
    package init(_ work: Work, key: CommandKey?) {
        self.work = work
        self.key = key
    }
}
