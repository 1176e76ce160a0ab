import CaseModel
import Foundation
import Synchronization

/// The folder of materials: every file under its SHA-256 digest, visible only when it is whole.
///
/// `ab/abcdef...` holds a material, `incoming/` what is being written. Files are never changed after they are visible.
package final class MaterialFolder: Sendable {
    private let root: String
    /// For large files that come from peers.
    let blocks = BlockMemory()
    /// Materials that are being put in, with how many do it: their files stay.
    private let claims = Mutex<[MaterialDigest: Int]>([:])

    /// Opens the folder, makes what is missing, and removes uploads that a crash left behind.
    ///
    /// Parts that come from peers stay: their transfer goes on where it stopped.
    package init(root: String) throws(MaterialError) {
        self.root = root
        var isNew = false
        for folder in [root, root + "/incoming"] + Self.prefixes.map({ "\(root)/\($0)" }) {
            if mkdir(folder, 0o700) == 0 {
                isNew = true
            } else if errno != EEXIST {
                throw MaterialError.system("make a folder", errno)
            }
        }
        if isNew { try syncFolder(root) }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/incoming")) ?? []
        for name in names where name.hasSuffix(".upload") { unlink("\(root)/incoming/\(name)") }
    }

    /// The names of the folders that hold the files: the first byte of their digests.
    private static var prefixes: [String] { (0..<256).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) } }

    private func folder(of digest: MaterialDigest) -> String { "\(root)/\(digest.description.prefix(2))" }
    private func path(of digest: MaterialDigest) -> String { "\(folder(of: digest))/\(digest)" }

    /// The size of a whole material, or `nil` when it isn't here.
    package func size(of digest: MaterialDigest) -> Int64? {
        var status = stat()
        return stat(path(of: digest), &status) == 0 ? Int64(status.st_size) : nil
    }

    /// How much of a material that is on its way has come.
    package func partSize(of digest: MaterialDigest) -> Int64 {
        var status = stat()
        return stat("\(root)/incoming/\(digest).part", &status) == 0 ? Int64(status.st_size) : 0
    }

    /// Opens a whole material for reading; the caller closes the descriptor.
    package func open(_ digest: MaterialDigest) throws(MaterialError) -> (descriptor: CInt, size: Int64) {
        let descriptor = Glibc.open(path(of: digest), O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw errno == ENOENT ? MaterialError.absent(digest) : MaterialError.system("open", errno)
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let number = errno
            close(descriptor)
            throw MaterialError.system("look at a file", number)
        }
        return (descriptor, Int64(status.st_size))
    }

    /// Begins an upload under a name that nobody else uses.
    func stageUpload() throws(MaterialError) -> StagedFile {
        let name = String(UInt64.random(in: .min ... .max), radix: 36)
        return try StagedFile(path: "\(root)/incoming/\(name).upload", resuming: false)
    }

    /// Begins or goes on with a material that comes from a peer.
    func stagePart(_ digest: MaterialDigest) throws(MaterialError) -> StagedFile {
        try StagedFile(path: "\(root)/incoming/\(digest).part", resuming: true)
    }

    /// Checks a staged file's digest and makes it visible; a wrong one is removed.
    func publish(_ file: StagedFile, expected: MaterialDigest?) throws(MaterialError) -> MaterialDigest {
        let digest = try settle(file, expected: expected)
        try name(file, digest)
        try syncName(of: digest)
        return digest
    }

    /// Checks a staged file's digest and syncs it; a wrong one is removed.
    ///
    /// This, ``name(_:_:)`` and ``syncName(of:)`` are the three steps by which a file becomes visible. Of several files, each
    /// step is done for all before the next: what one sync writes down, those after it find done.
    func settle(_ file: StagedFile, expected: MaterialDigest?) throws(MaterialError) -> MaterialDigest {
        let digest = file.digest
        if let expected, expected != digest {
            file.discard()
            throw MaterialError.digestDiffers(expected: expected, got: digest)
        }
        try file.sync()
        return digest
    }

    /// Gives a settled file its final name.
    func name(_ file: StagedFile, _ digest: MaterialDigest) throws(MaterialError) {
        try file.rename(as: path(of: digest))
    }

    /// Makes a material's name durable.
    func syncName(of digest: MaterialDigest) throws(MaterialError) { try syncFolder(folder(of: digest)) }

    /// What a whole material is by its bytes.
    func content(of digest: MaterialDigest) throws -> ContentKind {
        let (descriptor, size) = try open(digest)
        defer { close(descriptor) }
        return try ContentSniffer.kind(of: .file(descriptor, size: size))
    }

    /// Lets nobody read a material's file by its permissions, or the node's user again.
    func setReadable(_ digest: MaterialDigest, _ isReadable: Bool) throws(MaterialError) {
        guard chmod(path(of: digest), isReadable ? 0o600 : 0) == 0 || errno == ENOENT else {
            throw MaterialError.system("change the permissions of a file", errno)
        }
    }

    // MARK: Uploads in parts

    private func uploadPath(_ id: String) -> String { "\(root)/incoming/\(id).tus" }

    /// Begins or goes on with an upload in parts; what is behind `verified` is cut off.
    func stageUploadPart(_ id: String, verified: Int64?) throws(MaterialError) -> StagedFile {
        try StagedFile(path: uploadPath(id), resuming: true, verified: verified)
    }

    /// How much of an upload in parts is here, made durable before it is told.
    func uploadSize(_ id: String) throws(MaterialError) -> Int64 {
        let descriptor = Glibc.open(uploadPath(id), O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return 0 }
            throw MaterialError.system("open", errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fsync(descriptor) == 0, fstat(descriptor, &status) == 0 else {
            throw MaterialError.system("sync", errno)
        }
        return Int64(status.st_size)
    }

    /// Removes what is here of an upload in parts.
    func removeUpload(_ id: String) { unlink(uploadPath(id)) }

    /// The uploads in parts that have a file here.
    func uploadNames() -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/incoming")) ?? []
        return names.filter { $0.hasSuffix(".tus") }.map { String($0.dropLast(4)) }
    }

    /// Makes a whole upload visible under its digest; its own file stays until ``removeUpload(_:)``.
    func publish(keeping file: StagedFile) throws(MaterialError) -> MaterialDigest {
        let digest = file.digest
        try file.link(as: path(of: digest), in: folder(of: digest))
        return digest
    }

    // MARK: Removing

    /// Keeps a material's file from being removed until ``release(_:)``: whoever puts it in says so first.
    func claim(_ digest: MaterialDigest) { claims.withLock { $0[digest, default: 0] += 1 } }

    /// Ends a claim, once the index says that the material is here.
    func release(_ digest: MaterialDigest) {
        claims.withLock { claims in
            guard let count = claims[digest] else { return }
            claims[digest] = count > 1 ? count - 1 : nil
        }
    }

    /// Removes a material's file; false where somebody puts it in just now, and nothing was removed.
    ///
    /// A file that is not there is removed already.
    func remove(_ digest: MaterialDigest) throws(MaterialError) -> Bool {
        let failure = claims.withLock { claims -> CInt? in
            guard claims[digest] == nil else { return nil }
            return unlink(path(of: digest)) == 0 || errno == ENOENT ? 0 : errno
        }
        guard let failure else { return false }
        guard failure == 0 else { throw MaterialError.system("remove a file", failure) }
        try syncName(of: digest)
        return true
    }
}
