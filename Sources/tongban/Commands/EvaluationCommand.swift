import ArgumentParser

/// The command `tongban evaluation`.
struct EvaluationCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "evaluation",
        abstract: "Evaluations of visits (好差评), and the tickets of bad ones.",
        subcommands: [
            EvaluationListCommand.self, EvaluationShowCommand.self, EvaluationAddCommand.self,
            EvaluationStepCommand.self,
        ]
    )
}
