import ExchangeCore

/// The exchange without disk and wire.
enum CoreParts {
    private static let commits = 64

    static let all = [
        BenchPart(group: .core, name: "step", operation: "step") { _ in
            var talk = try CoreTalk(BenchSample())
            return BenchPart.Work(batch: {
                let before = talk.steps
                for _ in 0..<commits { try talk.commit(1) }
                return talk.steps - before
            })
        },
        BenchPart(group: .core, name: "entry", operation: "entry") { _ in
            var talk = try CoreTalk(BenchSample())
            return BenchPart.Work(batch: {
                for _ in 0..<commits { try talk.commit(BenchSample.run) }
                return commits * BenchSample.run
            })
        },
    ]
}
