import CaseStore
import ExchangeCore
import Foundation
import Logging

/// Carries packages from the folder to the node, and answers and events back.
///
/// A package is answered before it is moved, and is done under its own name once: whatever a crash cuts off is done
/// again from the beginning, with the same effect and the same answer.
package actor DropCourier {
    private let node: CityNode
    private let settings: DropSettings
    private let handler: any DropHandler
    private var postponed: [String: Int64] = [:]

    /// The bookmark of the events that are delivered.
    static let bookmark = "file-drop"

    /// Carries for a node.
    package init(node: CityNode, settings: DropSettings, handler: any DropHandler) {
        self.node = node
        self.settings = settings
        self.handler = handler
    }

    /// Looks into the folder again and again, until the task is cancelled.
    package func run() async {
        while !Task.isCancelled {
            await round()
            try? await Task.sleep(for: .seconds(settings.seconds))
        }
    }

    /// Looks into the folder once, and delivers what happened.
    package func round() async {
        do {
            let folder = try DropFolder(root: settings.folder)
            try await take(folder)
            try await deliver(folder)
            node.alarms.clear(.fileDrop)
        } catch is CancellationError {
            // The node stops; the next start goes on.
        } catch {
            node.log.error("the folder of packages could not be used: \(error)")
            node.alarms.raise(
                .fileDrop,
                "the folder of packages \(settings.folder) cannot be used: \(error); see to its owner and its disk"
            )
        }
    }

    private func take(_ folder: DropFolder) async throws {
        let now = Clock.wall.milliseconds
        let names = try folder.waiting()
        postponed = postponed.filter { names.contains($0.key) }
        let due = names.filter { postponed[$0, default: 0] <= now }
        for entry in due.prefix(DropLimits.packagesPerRoundMax) {
            try Task.checkCancellation()
            try await take(entry, folder)
        }
    }

    private func take(_ entry: String, _ folder: DropFolder) async throws {
        let outcome: DropOutcome
        var name = entry.hasSuffix(".json") ? String(entry.dropLast(5)) : entry
        do {
            let package = try DropPackage(entry, in: folder, bytesMax: settings.bytesMax)
            name = package.name
            outcome = await handler.handle(package)
        } catch let fault as DropFault {
            outcome = .failed(handler.problem(fault, of: name))
        } catch MaterialError.system(_, ENOENT) {
            // Whoever left it took it away again.
            return
        }
        switch outcome {
        case .done(let answer):
            try folder.write(answer: answer, to: name)
            try folder.finish(entry, .done)
            node.meters.packagesDone.add()
        case .failed(let problem):
            // Its name may be a person's: whoever leaves packages chooses it.
            node.log.warning("a package was refused; failed/ holds it with what is wrong")
            // A name that no package may have is none for an answer either.
            if DropPackage.isName(name) { try folder.write(answer: problem, to: name) }
            try folder.finish(entry, .failed, problem: problem)
            node.meters.packagesRefused.add()
        case .later(let why):
            node.log.notice("a package waits: \(why)")
            node.meters.packagesPostponed.add()
            postponed[entry] = Clock.wall.milliseconds + DropLimits.retryMilliseconds
        }
    }

    private func deliver(_ folder: DropFolder) async throws {
        guard let from = try await node.store.read({ try $0.bookmark(Self.bookmark) }) else {
            // Nobody waits for what happened before there was a folder.
            try await node.pipeline.run { scope in
                try scope.writer.setBookmark(Self.bookmark, try scope.writer.lastEntry())
            }
            return
        }
        var after = from
        while !Task.isCancelled {
            let (events, through) = try await handler.events(after: after, limit: DropLimits.eventsMax)
            guard through > after else { break }
            for event in events { try folder.write(event: event.bytes, id: event.id) }
            after = through
            if !events.isEmpty || after.rawValue - from.rawValue >= Int64(DropLimits.eventsMax) {
                let reached = after
                try await node.pipeline.run { try $0.writer.setBookmark(Self.bookmark, reached) }
            }
        }
    }
}
