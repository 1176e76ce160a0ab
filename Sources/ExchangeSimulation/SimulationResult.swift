/// What came of one simulated run.
public struct SimulationResult: Sendable {
    /// Something that must never be.
    public struct Violation: Hashable, Sendable {
        /// Which checker saw it.
        public var checker: String
        /// In which step, counted from 1.
        public var step: Int
        /// What it was.
        public var what: String
    }

    /// How much happened, so that a run that tried nothing is seen as such.
    public struct Counts: Hashable, Sendable {
        /// Entries taken in by all nodes.
        public var appended = 0
        /// Entries that acted at their receivers.
        public var applied = 0
        /// Frames that were sent.
        public var frames = 0
        /// Frames that were lost.
        public var lost = 0
        /// Crashes.
        public var crashes = 0
        /// Disks that were set back.
        public var restores = 0
        /// Streams that were recovered from a peer.
        public var recoveries = 0
        /// Times that entries went again.
        public var retransmissions = 0
        /// Partitions.
        public var partitions = 0
        /// Streams that were halted.
        public var halts = 0

        /// Nothing yet.
        public init() {}

        /// Adds another run's.
        public static func + (left: Counts, right: Counts) -> Counts {
            var sum = left
            sum.appended += right.appended
            sum.applied += right.applied
            sum.frames += right.frames
            sum.lost += right.lost
            sum.crashes += right.crashes
            sum.restores += right.restores
            sum.recoveries += right.recoveries
            sum.retransmissions += right.retransmissions
            sum.partitions += right.partitions
            sum.halts += right.halts
            return sum
        }
    }

    /// The seed.
    public var seed: UInt64
    /// Steps that were done.
    public var steps = 0
    /// Virtual time that went by.
    public var milliseconds: Int64 = 0
    /// Time from the end of the faults until nothing was outstanding.
    public var restMilliseconds: Int64 = 0
    /// What went wrong, if anything.
    public var violation: Violation?
    /// How much happened.
    public var counts = Counts()
    /// A line for everything that happened, when asked for.
    public var transcript: [String] = []
    /// The arguments that a run like this needs beside the seed; empty for the defaults.
    var arguments = ""

    /// The one command that replays this run.
    public var replayCommand: String { "tongban simulate --seeds 1 --seed \(seed)\(arguments) --trace" }

    /// The seed, where it failed, what failed, and how to replay it; one line when nothing failed.
    public var report: String {
        guard let violation else {
            return "seed \(seed): ok, \(steps) steps, \(counts.applied) entries applied, \(counts.crashes) crashes, "
                + "\(counts.restores) restores, at rest after \(restMilliseconds) ms"
        }
        return """
            seed \(seed): FAILED in step \(violation.step), checker \(violation.checker)
              \(violation.what)
              replay: \(replayCommand)
            """
    }
}
