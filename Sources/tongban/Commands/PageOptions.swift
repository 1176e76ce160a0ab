import ArgumentParser

/// The part of a list that a command shows, the same for every list.
struct PageOptions: ParsableArguments {
    @Option(help: "How many, at most 500.")
    var limit = 50

    @Option(help: "Where the list before ended.")
    var cursor: String?

    /// What a query says of it.
    var parts: [(String, String?)] { [("limit", "\(limit)"), ("cursor", cursor)] }
}
