import ExchangeCore

/// What kind of run a seed gives: how bad the network is, how often nodes crash, how small the limits are.
struct Character: Sendable {
    var limits = Limits()
    var weather = Network.Weather()
    /// A node crashes before one of so many pieces of work; 0 for never.
    var crashOdds = 0
    /// The transport is blocked at one of so many sends; 0 for never.
    var blockOdds = 0
    /// Time between two moves of a writer.
    var diskMilliseconds = 0...6
    /// Of a hundred things from outside, so many are faults and not work.
    var faultPercent = 0
    /// The most bytes of padding in an entry.
    var paddingBytesMax = 0
    /// The largest entry there can be.
    var entryBytesMax: Int { paddingBytesMax + 17 + 16 + 8 * 64 }

    init(_ chance: inout Chance) {
        if chance.below(4) > 0 {
            limits.windowBytesMax = chance.within(200...1_500)
            limits.windowFramesMax = chance.within(1...6)
            limits.frameBytesMax = chance.within(60...300)
            limits.recoverBytesMax = chance.within(100...600)
            limits.burstBytesMax = chance.within(100...800)
            limits.uncommittedBytesMax = chance.within(300...2_500)
            limits.uncommittedBatchesMax = chance.within(1...10)
            limits.rememberedEndsMax = chance.within(1...6)
        }
        paddingBytesMax = [0, 20, 150][chance.below(3)]
        weather.lossOdds = [0, 50, 10, 5][chance.below(4)]
        weather.duplicationOdds = [0, 30, 8][chance.below(3)]
        weather.delayMilliseconds = 1...[2, 20, 80][chance.below(3)]
        weather.lateOdds = [0, 20, 6][chance.below(3)]
        weather.lateMillisecondsMax = [200, 2_000, 20_000][chance.below(3)]
        crashOdds = [0, 400, 120, 50][chance.below(4)]
        blockOdds = [0, 20, 4][chance.below(3)]
        diskMilliseconds = 0...[1, 8, 60][chance.below(3)]
        faultPercent = [3, 10, 25][chance.below(3)]
        limits.receiptWaitMilliseconds = [0, 10, 300][chance.below(3)]
    }
}
