import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import ExchangeWire
import Foundation
import NodeAPI

/// Does what packages of the file drop say, by the shapes and rules of the API.
struct DropDesk: DropHandler {
    let facade: NodeFacade
    let settings: DropSettings

    /// Bytes of a file that are read at once.
    static let chunkBytes = 1 << 20

    private var node: CityNode { facade.node }

    func handle(_ package: DropPackage) async -> DropOutcome {
        do {
            let document = try DropDocument(
                package.document,
                speaker: .init(office: settings.office, roles: settings.roles, officer: settings.officer)
            )
            var stored: [String: StoredMaterial] = [:]
            for (name, declared) in document.files.sorted(by: { $0.key < $1.key }) {
                stored[name] = try await store(name, as: declared, of: package)
            }
            let answer: WriteAnswer
            switch try document.order(package: package.name, stored: stored) {
            case .submit(let draft, let write): answer = try await facade.submit(draft, write: write)
            case .act(let action, let number, let version, let write):
                answer = try await facade.act(action, on: number, expectedVersion: version, write: write)
            }
            return .done(DropAnswer.done(answer, package: package.name))
        } catch let fault as DropFault {
            return .failed(problem(fault, of: package.name))
        } catch let problem as Problem {
            return outcome(problem, package)
        } catch let error as ServiceError {
            return outcome(Problem(error), package)
        } catch {
            return .later("\(error)")
        }
    }

    private func outcome(_ problem: Problem, _ package: DropPackage) -> DropOutcome {
        problem.isPassing ? .later(problem.detail) : .failed(DropAnswer.failed(problem, package: package.name))
    }

    func problem(_ fault: DropFault, of name: String) -> [UInt8] {
        DropAnswer.failed(.ofPackage(fault.message, file: fault.file), package: name)
    }

    /// Makes a material of a file of the package.
    private func store(
        _ name: String,
        as declared: DeclaredType?,
        of package: DropPackage
    ) async throws -> StoredMaterial {
        let (descriptor, size) = try package.open(name)
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        return try await facade.saying("file \(name)") {
            let file = try node.beginUpload(limit: size)
            while let data = try handle.read(upToCount: Self.chunkBytes), !data.isEmpty {
                try data.withUnsafeBytes { try file.append($0) }
            }
            let kept = try await file.finish(expected: nil, declared: declared)
            return StoredMaterial(
                digest: kept.digest,
                size: kept.size,
                existed: kept.existed,
                isBeingChecked: kept.isBeingChecked
            )
        }
    }

    // MARK: Events

    func events(
        after: EntryID,
        limit: Int
    ) async throws -> (events: [(id: Int64, bytes: [UInt8])], through: EntryID) {
        let (node, office) = (node, settings.office)
        return try await node.store.read { reader in
            let entries = try reader.feed(after: after, case: nil, kinds: [], content: true, limit: limit)
            var known: [CaseNumber: Bool] = [:]
            var events: [(id: Int64, bytes: [UInt8])] = []
            for entry in entries {
                var event = FeedEvent(entry, node: node, only: nil)
                event.numbers = try event.numbers.filter { number in
                    if let isOurs = known[number] { return isOurs }
                    let isOurs = try Self.concerns(office, number, node, reader)
                    known[number] = isOurs
                    return isOurs
                }
                if !event.numbers.isEmpty { events.append((event.id, DropAnswer.event(event))) }
            }
            return (events, entries.last?.id ?? after)
        }
    }

    /// Whether somebody of the office has said something in a case.
    private static func concerns(
        _ office: String,
        _ number: CaseNumber,
        _ node: CityNode,
        _ reader: any StoreReader
    ) throws -> Bool {
        guard let row = try reader.findCase(number) else { return false }
        return try reader.history(row.id).contains { entry in
            switch node.read(entry) {
            case .submitted(let submission), .consulted(let submission): submission.office == office
            case .request(let request): (request.deed as? any OfficeDeed)?.office == office
            case .event(let event, _): (event.deed as? any OfficeDeed)?.office == office
            default: false
            }
        }
    }
}
