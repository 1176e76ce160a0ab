import CaseModel

// Many commands at once.
extension CityNode {
    /// Commands of one piece of the writer's work, where somebody hands in more than that.
    static let commandsPerJob = 256

    /// Does many commands in their order and in one transaction; what became of each.
    ///
    /// One that is refused hurts no other, and one that speaks of a case finds it as those before it left it. A submission
    /// whose number another case has, once in many millions, gets another number.
    ///
    /// - Throws: where nothing was done at all, since nothing could be written.
    package func perform(_ commands: [Command]) async throws -> [Command.Outcome] {
        var outcomes = try await attempt(commands)
        let taken = outcomes.indices.filter { outcomes[$0].isNumberTaken }
        if !taken.isEmpty {
            let again = try await attempt(try taken.map { commands[$0].renumbered(try newNumber()) })
            for (index, outcome) in zip(taken, again) { outcomes[index] = outcome }
        }
        return outcomes
    }

    private func attempt(_ commands: [Command]) async throws -> [Command.Outcome] {
        let prepared = commands.map { command -> Result<CommandDesk.Prepared, any Error>? in
            guard case .submit(let submission, let mode, let consulting) = command.work else { return nil }
            return Result { try prepare(submission, mode: mode, consulting: consulting) }
        }
        let limit = configuration.backlogBytesPerPeerMax
        let content = configuration.materials.content
        return try await pipeline.run { scope in
            let desk = CommandDesk(scope: scope, backlogBytesMax: limit, content: content)
            return zip(commands, prepared).map { command, prepared in
                Result { try scope.attempt { try desk.perform(command, prepared) } }
            }
        }
    }

    /// Makes many cases; an answer for each, in order.
    ///
    /// One that is refused hurts no other. They have no keys: who repeats the call makes the cases twice.
    package func submit(all submissions: [Submission]) async throws -> [Result<CommandAnswer, any Error>] {
        let chunks = stride(from: 0, to: submissions.count, by: Self.commandsPerJob).map { start in
            submissions[start..<min(start + Self.commandsPerJob, submissions.count)].map {
                Command(.submit($0, mode: nil, consulting: false), key: nil)
            }
        }
        // All at once: while the writer commits some, others are prepared, and what waits shares a transaction.
        return try await withThrowingTaskGroup(of: (Int, [Command.Outcome]).self) { group in
            for (index, chunk) in chunks.enumerated() {
                group.addTask { (index, try await self.perform(chunk)) }
            }
            var outcomes = [[Command.Outcome]](repeating: [], count: chunks.count)
            for try await (index, some) in group { outcomes[index] = some }
            return outcomes.joined().map { $0.map(\.answer) }
        }
    }
}

extension Command {
    /// The same, where it is a submission, under another number.
    fileprivate func renumbered(_ number: CaseNumber) -> Command {
        guard case .submit(var submission, let mode, let consulting) = work else { return self }
        submission.number = number
        return Command(.submit(submission, mode: mode, consulting: consulting), key: key)
    }
}

extension Command.Outcome {
    fileprivate var isNumberTaken: Bool {
        guard case .failure(CommandError.refused(let refusal)) = self else { return false }
        return refusal.code == .repeated && refusal.field == CommandDesk.numberField
    }
}
