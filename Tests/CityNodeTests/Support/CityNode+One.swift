import CaseModel
import CityNode

// One command at a time.
extension CityNode {
    func submit(
        _ submission: Submission,
        mode: HandlingMode?,
        consulting: Bool,
        key: CommandKey?
    ) async throws -> (answer: CommandAnswer, replayed: Bool) {
        try await perform(Command(.submit(submission, mode: mode, consulting: consulting), key: key))
    }

    func act(
        _ action: CaseAction,
        on number: CaseNumber,
        expected version: Int?,
        key: CommandKey
    ) async throws -> (answer: CommandAnswer, replayed: Bool) {
        try await perform(Command(.act(action, on: number, expected: version), key: key))
    }

    private func perform(_ command: Command) async throws -> (answer: CommandAnswer, replayed: Bool) {
        try await perform([command])[0].get()
    }
}
