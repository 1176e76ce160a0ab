/// Every bound of the exchange, with its unit at the end of its name.
public struct Limits: Hashable, Sendable {
    /// Protocol versions that this software speaks.
    public var versions: ClosedRange<UInt32> = 1...1
    /// Unacknowledged bytes per stream.
    public var windowBytesMax = 4 << 20
    /// Unacknowledged frames per stream: keeps the sum below the transport's high-water mark.
    public var windowFramesMax = 256
    /// Bytes of a backlog packed into one frame; one entry may exceed it alone.
    public var frameBytesMax = 64 << 10
    /// Time between heartbeats.
    public var heartbeatMilliseconds: Int64 = 1_000
    /// Silence after which a peer counts as away.
    public var silenceMilliseconds: Int64 = 5_000
    /// First wait before entries without a receipt go again.
    public var retransmitMillisecondsMin: Int64 = 1_000
    /// Longest wait before entries without a receipt go again; doubled up to here.
    public var retransmitMillisecondsMax: Int64 = 30_000
    /// Wait for receipts of what was just sent before a gap that the peer tells of makes it go again: it may have been
    /// told before the entries arrived.
    public var gapPatienceMilliseconds: Int64 = 200
    /// Longest wait of a receipt for another write that it can go to the disk with; 0 for none.
    public var receiptWaitMilliseconds: Int64 = 10
    /// Wait before a blocked transport is tried again.
    public var blockedRetryMilliseconds: Int64 = 10
    /// Bytes asked for or returned at once when a stream is recovered.
    public var recoverBytesMax = 1 << 20
    /// Wait for more of what was asked for before a recovering stream asks again.
    public var recoverIdleMilliseconds: Int64 = 100
    /// Bytes of a peer's stream that were given to the writer and are not on disk yet.
    ///
    /// A peer that keeps to our window never reaches this; what another sends beyond it is dropped and comes again.
    public var uncommittedBytesMax = 8 << 20
    /// Batches of a peer's stream that were given to the writer and are not on disk yet.
    public var uncommittedBatchesMax = 512
    /// Bytes that one lane may send before a more urgent lane of the same peer gets its turn.
    public var burstBytesMax = 1 << 20
    /// Ends of own commits whose hashes are remembered per stream, so that most receipts need no question to the journal.
    public var rememberedEndsMax = 64

    /// The defaults.
    public init() {}
}
