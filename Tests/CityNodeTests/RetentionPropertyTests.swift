import CaseModel
import CaseStore
import ExchangeCore
import TestChance
import Testing

@testable import CityNode

@Suite("Retention at random: nothing goes early, nothing that is needed goes, and in the end nothing is left")
struct RetentionPropertyTests {
    /// One run: cases that share papers, taken on in any order, with looks and restarts in between.
    private struct Run {
        let pair: Pair
        let papers = (0..<3).map { Sample.material([UInt8($0)]) }
        var numbers: [CaseNumber: Set<MaterialDigest>] = [:]
        var random: SplitMix

        init(seed: UInt64) throws {
            random = SplitMix(seed: seed)
            pair = try Pair()
            try pair.settle()
        }

        private func put(_ paper: MaterialReference, at city: TestCity) throws {
            try city.put(paper)
            try city.run { try $0.writer.setMaterialState(paper.digest, .complete, at: 1) }
        }

        private mutating func submit() throws {
            let mine = papers.filter { _ in Bool.random(using: &random) }
            for paper in mine { try put(paper, at: pair.left) }
            let submission = Sample.submission(materials: mine)
            try pair.left.submit(submission)
            numbers[submission.number] = Set(mine.map(\.digest))
        }

        /// Does the next thing with a case, where both sides are ready for it.
        private func advance(_ number: CaseNumber) throws {
            guard let there = try pair.right.record(number), let here = try pair.left.record(number),
                there.version == here.version
            else { return }
            switch there.state {
            case .registered: try pair.right.act(Sample.decline, on: number)
            case .declined: try pair.left.act(Sample.delivery, on: number)
            case .delivered:
                for paper in papers where numbers[number]?.contains(paper.digest) == true {
                    try put(paper, at: pair.right)
                }
                let remark = Remark(office: "审批科", officer: "赵六", role: .reviewer, note: "")
                try pair.right.act(.archive(remark), on: number)
            default: return
            }
        }

        func watch() throws {
            let plan = RetentionPlan(usual: RetentionRule(years: nil))
            let left = pair.left
            _ = try left.run { try RetentionWatch(scope: $0, plan: plan).erase(.collecting, after: nil) }
        }

        mutating func step() throws {
            switch Int.random(in: 0..<8, using: &random) {
            case 0 where numbers.count < 5: try submit()
            case 1: try watch()
            case 2: try pair.left.restart()
            case 3: _ = try pair.deliver(from: pair.left, .case, max: 1)
            case 4: _ = try pair.deliver(from: pair.right, .result, max: 1)
            case 5: try pair.settle()
            default:
                let sorted = numbers.keys.sorted { "\($0)" < "\($1)" }
                if let number = sorted.randomElement(using: &random) { try advance(number) }
            }
        }

        /// Takes every case into the archive.
        func finish() throws {
            for _ in 0..<4 {
                try pair.settle()
                for number in numbers.keys { try advance(number) }
            }
            try pair.settle()
            try watch()
        }

        func isErased(_ number: CaseNumber) throws -> Bool {
            try pair.left.read { reader in
                let row = try sure(reader.findCase(number))
                return try reader.history(row.id).contains { $0.erasure != nil }
            }
        }

        func isHere(_ digest: MaterialDigest) throws -> Bool {
            try pair.left.read { try $0.material(digest)?.state } == .complete
        }

        /// Finds what went too early.
        func check(_ step: String) throws {
            for (number, digests) in numbers {
                let record = sure(try pair.left.record(number))
                if try isErased(number) { #expect(record.state.isClosed, "\(step): \(number)") }
                guard record.state != .archived else { continue }
                for digest in digests { #expect(try isHere(digest), "\(step): a paper of \(number)") }
            }
        }
    }

    @Test("Whatever comes when", arguments: 1...12)
    func random(seed: UInt64) async throws {
        var run = try Run(seed: seed)
        for index in 0..<60 {
            try run.step()
            try run.check("seed \(seed) step \(index)")
        }
        try run.finish()
        try run.check("seed \(seed) end")
        for (number, digests) in run.numbers {
            #expect(try run.isErased(number), "seed \(seed)")
            for digest in digests { #expect(try !run.isHere(digest), "seed \(seed)") }
        }
        let check = try await AuditCheck.walk(run.pair.left.store, known: nil)
        #expect(check.broken == nil && check.sound >= Int64(run.numbers.count))
    }
}
