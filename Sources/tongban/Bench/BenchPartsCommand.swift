import ArgumentParser
import CityNode
import Foundation

/// The command `tongban bench parts`.
struct BenchPartsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "parts",
        abstract: "Measures what a node does with every case, each part alone (部件性能).",
        discussion: """
            entries  An entry of a submission with 1 KiB of form: the body written and read, header and hashes made, both \
            hashes alone, and one signature made and checked, which a run of entries has together; frames of 48 entries \
            written, and read with every check, counted by entry.
            core     Two exchanges that talk without disk and wire. step: what each input costs, entries one at a time, \
            from commit to receipt; entry: the same for entries in runs of 48.
            store    A submission as it is kept, its case, its entry and its answer, in transactions of 1 to 4096, each on \
            disk when it is counted. It needs up to a few hundred MiB for each second.
            api      A case with three events as JSON; a submission read from JSON with every check of its shape.
            numbers  A case number read and written; the check characters of an identity number and a credit code.

            Every part runs in one thread. It is done in batches; the percentiles are those of the batches' means, from an \
            HDR histogram that keeps three digits. Measure a release build on a quiet machine.
            """
    )

    @Argument(help: "Which parts: \(BenchPart.Group.allCases.map(\.rawValue).joined(separator: ", ")). Else all.")
    var groups: [BenchPart.Group] = []

    @Option(help: "How long each part runs, in seconds.")
    var seconds = 1.0

    @Option(help: "Where the store's files go for the while: on the disk that is meant. Else the temporary folder.")
    var folder: String?

    @Flag(help: "Print the results as JSON.")
    var json = false

    /// The longest time for one part.
    private static let secondsMax = 3_600.0

    func validate() throws {
        guard seconds > 0, seconds <= Self.secondsMax else {
            throw ValidationError("--seconds is a number above 0, at most 3600.")
        }
    }

    /// The results with what made them.
    private struct Report: Encodable {
        var software: String
        var seconds: Double
        var parts: [BenchResult]
    }

    func run() throws {
        let console = Console.current
        let place = try makeFolder()
        defer { try? FileManager.default.removeItem(at: place) }
        let watch = BenchWatch(seconds: seconds, folder: place.path)
        let wanted = groups.isEmpty ? BenchPart.Group.allCases : groups
        let results = try BenchPart.all.filter { wanted.contains($0.group) }.map(watch.measure)
        if json {
            let report = Report(software: CityNode.version, seconds: seconds, parts: results)
            return console.out(try CatalogueCommand.text(of: report))
        }
        for line in BenchResult.lines(results) { console.out(line) }
    }

    /// A folder of its own, which goes away afterwards.
    private func makeFolder() throws -> URL {
        let parent = folder.map { URL(fileURLWithPath: $0) } ?? FileManager.default.temporaryDirectory
        let place = parent.appendingPathComponent("tongban-bench-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: false)
        } catch {
            throw CommandFailure(
                .cannotWrite,
                "No folder can be made in \(parent.path). Name one with --folder that is there and may be written."
            )
        }
        return place
    }
}
