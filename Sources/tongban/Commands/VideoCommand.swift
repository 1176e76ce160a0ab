import ArgumentParser

/// The command `tongban video`.
struct VideoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "video",
        abstract: "Sessions by video with both cities (视频联合受理): record, list.",
        subcommands: [VideoRecordCommand.self, VideoListCommand.self]
    )
}
