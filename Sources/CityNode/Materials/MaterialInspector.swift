import CaseModel
import CaseStore
import Foundation
import Logging
import Synchronization

/// Has materials checked for viruses, a few at a time, and keeps what was found.
///
/// What waits for its check stands in the database, so that a start goes on with it.
final class MaterialInspector: Sendable {
    private let client: ClamdClient
    private let folder: MaterialFolder
    private let pipeline: CommitPipeline
    private let alarms: AlarmBoard
    private let log: Logger
    // Files are read and sent on these and on no thread of the concurrency pool: a scanner may be slow.
    private let queues = (0..<2).map { DispatchQueue(label: "virus-check-\($0)") }
    /// When to try again what could not be checked.
    private let postponed = Mutex<[MaterialDigest: Int64]>([:])

    /// How long a file that could not be checked waits before the next try.
    static let retryMilliseconds: Int64 = 60_000
    /// Materials that are looked at in one round.
    static let roundMax = 100
    /// How often the node looks for what waits.
    static let roundSeconds = 2

    init(
        settings: ClamdSettings,
        folder: MaterialFolder,
        pipeline: CommitPipeline,
        alarms: AlarmBoard,
        log: Logger
    ) {
        client = ClamdClient(settings: settings)
        self.folder = folder
        self.pipeline = pipeline
        self.alarms = alarms
        self.log = log
    }

    /// Whether an upload that could not be checked is refused.
    var refusesUnchecked: Bool { client.settings.onFailure == .refuse }

    /// Checks a material and keeps what was found.
    ///
    /// - Throws: `StoreError` where that could not be kept.
    func check(_ digest: MaterialDigest) async throws -> ClamdClient.Verdict {
        let queue = queues[Int(digest.bytes.first ?? 0) % queues.count]
        let (client, folder) = (client, folder)
        let verdict = await withCheckedContinuation { continuation in
            queue.async {
                do {
                    let (descriptor, size) = try folder.open(digest)
                    defer { close(descriptor) }
                    continuation.resume(returning: client.scan(descriptor, size: size))
                } catch {
                    continuation.resume(returning: .failed("\(error)"))
                }
            }
        }
        switch verdict {
        case .clean:
            try await pipeline.run { try MaterialDesk(scope: $0).settle(digest, found: nil) }
            alarms.clear(.virusCheckFails)
        case .infected(let name):
            try await pipeline.run { try MaterialDesk(scope: $0).settle(digest, found: name) }
            try folder.setReadable(digest, false)
            warn(digest, name)
        case .failed(let why):
            log.warning("a material could not be checked for viruses: \(why)", metadata: ["digest": "\(digest)"])
            alarms.raise(
                .virusCheckFails,
                "materials cannot be checked for viruses: \(why); see to the scanner, files wait or are refused until then"
            )
            let next = Clock.wall.milliseconds + Self.retryMilliseconds
            postponed.withLock { $0[digest] = next }
        }
        if case .failed = verdict { return verdict }
        postponed.withLock { _ = $0.removeValue(forKey: digest) }
        return verdict
    }

    /// Raises the alarm of an infected material.
    func warn(_ digest: MaterialDigest, _ finding: String) {
        alarms.raise(
            .materialInfected,
            detail: "\(digest)",
            "the check of material \(digest) found \(finding); nobody can open it; 'tongban material quarantine list' "
                + "shows it, release or discard it"
        )
    }

    /// Checks what waits and is due.
    ///
    /// - Returns: the materials in which something was found.
    func round(_ store: any Store) async throws -> [MaterialDigest] {
        let waiting = try await store.read { try $0.materialChecks([.checking], before: nil, limit: Self.roundMax) }
        let now = Clock.wall.milliseconds
        let due = postponed.withLock { postponed in
            waiting.map(\.material.digest).filter { postponed[$0, default: 0] <= now }
        }
        var infected: [MaterialDigest] = []
        for digest in due {
            if case .infected = try await check(digest) { infected.append(digest) }
            if Task.isCancelled { break }
        }
        return infected
    }
}
