import CaseModel
import CaseStore
import Crypto
import Foundation

/// The files of materials: each one that the index lists is there, whole, and has the digest by which it is named.
struct MaterialExamination {
    let store: StoreInspection
    let folder: String
    let isFull: Bool

    /// Bytes that are hashed at once.
    private static let pieceBytes = 1 << 20
    /// Findings about materials that are told one by one.
    private static let toldMax = 20

    func run(_ tell: (Finding) -> Void) throws {
        var (looked, wrong) = (0, 0)
        func look(_ row: MaterialRow) {
            looked += 1
            // Its file is gone on purpose where it was put away.
            guard row.standing != .discarded, let why = fault(of: row) else { return }
            wrong += 1
            guard wrong <= Self.toldMax else { return }
            tell(
                .fault(
                    "materials",
                    "\(row.digest): \(why)",
                    do:
                        "restore \(row.digest.description.prefix(2))/\(row.digest) from the backup of \(folder); the city "
                        + "that sent it holds a copy"
                )
            )
        }
        if isFull {
            var after: Int64 = 0
            while let rows = Optional(try store.materials(after: after, limit: StoreLimits.rowsMax)),
                let last = rows.last
            {
                for row in rows { look(row.row) }
                after = last.id
            }
        } else {
            let last = try store.lastMaterial()
            var seen: Set<Int64> = []
            for _ in 0..<Doctor.materialsSampled {
                // Where a row is missing or its file is not here as a whole, the next one is taken.
                guard let found = try store.materials(after: Int64.random(in: 0...last), limit: 1).first,
                    seen.insert(found.id).inserted
                else { continue }
                look(found.row)
            }
        }
        if wrong > Self.toldMax {
            tell(
                .fault(
                    "materials",
                    "\(wrong - Self.toldMax) more are missing or changed",
                    do: "restore \(folder) from its backup"
                )
            )
        }
        if wrong == 0 {
            tell(.good("materials", "\(looked) files\(isFull ? "" : " (all: --full)") have their digests"))
        }
    }

    private func fault(of row: MaterialRow) -> String? {
        let path = "\(folder)/\(row.digest.description.prefix(2))/\(row.digest)"
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return wasErased(row.digest) ? nil : "its file is missing" }
            // An infected file is nobody's to read.
            if errno == EACCES, row.standing == .infected || row.standing == .checking { return nil }
            return "its file can't be opened: \(String(cString: strerror(errno)))"
        }
        defer { close(descriptor) }
        var hash = SHA256()
        var size: Int64 = 0
        var piece = [UInt8](repeating: 0, count: Self.pieceBytes)
        while true {
            let count = piece.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            guard count >= 0 else { return "its file can't be read: \(String(cString: strerror(errno)))" }
            guard count > 0 else { break }
            piece.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            size += Int64(count)
        }
        guard size == row.size else { return "its file has \(size) bytes, not \(row.size)" }
        guard hash.finalize().withUnsafeBytes({ MaterialDigest($0) }) == row.digest else {
            return "its file has another digest"
        }
        return nil
    }

    /// Whether a material was erased since its row was read.
    private func wasErased(_ digest: MaterialDigest) -> Bool {
        guard let row = try? store.read({ try $0.material(digest) }) else { return true }
        return row.state != .complete
    }
}
