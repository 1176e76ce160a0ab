import CaseModel
import CaseStore
import CityNode
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

    func events(
        after: EntryID,
        limit: Int
    ) async throws -> (events: [(id: Int64, bytes: [UInt8])], through: EntryID) {
        var filter = EventFilter()
        filter.offices = [settings.office]
        let slice = try await facade.events(after: after.rawValue, matching: filter, limit: limit)
        return (slice.events.map { ($0.event.id, Array($0.json.utf8)) }, EntryID(rawValue: slice.through))
    }
}
