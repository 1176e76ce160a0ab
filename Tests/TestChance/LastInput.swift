import Foundation

/// The input that is being read, in a file, so that it is there after one that ended the process.
final class LastInput {
    private let path: String
    private let descriptor: CInt

    /// Opens the file for a loop of this name; without one the loop goes on.
    init(of name: String) {
        let folder = FileManager.default.temporaryDirectory
        path = folder.appendingPathComponent("tongban-mutation-\(name)-\(getpid())").path
        descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    }

    /// Whoever comes here came through the input.
    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(path)
    }

    /// Keeps an input in the place of the one before.
    func keep(_ bytes: [UInt8]) {
        guard descriptor >= 0, ftruncate(descriptor, 0) == 0 else { return }
        _ = bytes.withUnsafeBytes { pwrite(descriptor, $0.baseAddress, $0.count, 0) }
    }
}
