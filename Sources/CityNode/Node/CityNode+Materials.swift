import CaseModel
import CaseStore
import Foundation

// Materials that are put in here.
extension CityNode {
    /// A file that is here, as whoever put it in hears of it.
    package struct KeptMaterial: Hashable, Sendable {
        /// Its name.
        package var digest: MaterialDigest
        /// Its bytes.
        package var size: Int64
        /// Whether it was here before.
        package var existed: Bool
        /// Whether it waits for the check for viruses, and cannot be opened until then.
        package var isBeingChecked: Bool
    }

    /// A material on its way in.
    ///
    /// Used by one task.
    package final class Upload {
        private let file: StagedFile
        private let node: CityNode
        private let limit: Int64
        private var ended = false

        fileprivate init(_ file: StagedFile, node: CityNode, limit: Int64) {
            self.file = file
            self.node = node
            self.limit = limit
        }

        deinit { if !ended { file.discard() } }

        /// Bytes so far.
        package var count: Int64 { file.count }

        /// Adds bytes.
        ///
        /// - Throws: `MaterialError`, `.tooLarge` beyond the limit; nothing is left behind then.
        package func append(_ bytes: UnsafeRawBufferPointer) throws {
            guard file.count + Int64(bytes.count) <= limit else { throw MaterialError.tooLarge(limit: limit) }
            try file.append(bytes)
        }

        /// Makes it durable and visible under its digest, if it is a file that is taken.
        ///
        /// - Parameters:
        ///   - expected: the digest that the caller expects, if any.
        ///   - declared: what the caller says it is.
        /// - Throws: `MaterialError` for another digest or a file that is not taken, and nothing is left of it;
        ///   `.infected` for one that is kept aside; `StoreError`.
        package func finish(expected: MaterialDigest?, declared: DeclaredType? = nil) async throws -> KeptMaterial {
            try await finish(expected: expected) { [rules = node.configuration.materials.content] file in
                let content = try file.content()
                try rules.admit(content, declared: declared, size: file.count)
                return content
            }
        }

        /// Keeps a page that the node wrote itself, which nobody has to check.
        func finishOwn() async throws -> MaterialDigest {
            try await finish(expected: nil, isScanned: false) { _ in .html }.digest
        }

        private func finish(
            expected: MaterialDigest?,
            isScanned: Bool = true,
            examine: @escaping @Sendable (StagedFile) throws -> ContentKind
        ) async throws -> KeptMaterial {
            ended = true
            // Handed over whole: this object does not touch the file again.
            nonisolated(unsafe) let file = file
            let folder = node.materials
            return try await node.keep(file, isScanned: isScanned) {
                do {
                    let content = try examine(file)
                    return (try folder.publish(file, expected: expected), content)
                } catch {
                    file.discard()
                    throw error
                }
            }
        }
    }

    /// Begins to take a material of at most `limit` bytes.
    package func beginUpload(limit: Int64) throws -> Upload {
        Upload(try materials.stageUpload(), node: self, limit: min(limit, configuration.materialBytesMax))
    }

    /// Publishes a whole file, keeps it in the index, and has it checked.
    ///
    /// - Parameters:
    ///   - file: the file; `publish` makes it visible and tells what it is.
    ///   - isScanned: whether it is checked for viruses, where the node has a scanner.
    ///   - also: what else belongs into the transaction.
    func keep(
        _ file: StagedFile,
        isScanned: Bool,
        also: @escaping @Sendable (WriteScope, MaterialDigest) throws -> Void = { _, _ in },
        publish: @escaping @Sendable () throws -> (MaterialDigest, ContentKind)
    ) async throws -> KeptMaterial {
        let (claimed, size) = (file.digest, file.count)
        let inspector = isScanned ? inspector : nil
        let isScanned = inspector != nil
        materials.claim(claimed)
        let kept: (digest: MaterialDigest, existed: Bool, standing: MaterialStanding?)
        do {
            defer { materials.release(claimed) }
            let (digest, content) = try await Self.blocking(publish)
            kept = try await pipeline.run { scope in
                let kept = try MaterialDesk(scope: scope)
                    .keep(digest, size: size, content: content, isScanned: isScanned)
                try also(scope, digest)
                return (digest, kept.existed, kept.standing)
            }
        }
        let isBeingChecked = try await admit(kept.digest, kept.standing, inspector)
        return KeptMaterial(digest: kept.digest, size: size, existed: kept.existed, isBeingChecked: isBeingChecked)
    }

    /// Has a file that came in checked; true where it has to wait for that.
    private func admit(
        _ digest: MaterialDigest,
        _ standing: MaterialStanding?,
        _ inspector: MaterialInspector?
    ) async throws -> Bool {
        switch standing {
        case nil, .differs, .released: return false
        case .discarded:
            _ = try materials.remove(digest)
            throw MaterialError.discarded(digest)
        case .infected:
            // The same bytes came again, in a new file.
            try materials.setReadable(digest, false)
            throw MaterialError.infected(
                digest,
                finding: try await store.read { try $0.materialCheck(digest)?.finding.finding } ?? ""
            )
        case .checking:
            guard let inspector else { return true }
            switch try await inspector.check(digest) {
            case .clean: return false
            case .infected(let finding):
                transfer.forget([digest])
                throw MaterialError.infected(digest, finding: finding)
            case .failed(let why):
                guard inspector.refusesUnchecked else { return true }
                try await pipeline.run { try MaterialDesk(scope: $0).withdraw(digest) }
                try await removeLeaving()
                throw MaterialError.unchecked(why)
            }
        }
    }

    /// Runs what waits for the disk on no thread of the concurrency pool.
    static func blocking<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(with: Result { try body() }) }
        }
    }
}
