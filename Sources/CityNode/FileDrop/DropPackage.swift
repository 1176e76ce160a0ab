import Foundation

/// A package that a department's system has left: what it says, and its files.
///
/// Nothing outside the package is ever opened: names have no path, and links are not followed.
package struct DropPackage: Sendable {
    /// The package's name, without `.json`.
    package let name: String
    /// What it says.
    package let document: [UInt8]
    /// The folder of its files; `nil` for a package of one file.
    private let folder: String?

    /// Opens a package of `in`.
    ///
    /// - Parameters:
    ///   - entry: its name there.
    ///   - bytesMax: the most bytes of all files together.
    init(_ entry: String, in root: DropFolder, bytesMax: Int64) throws {
        let path = "\(root.root)/in/\(entry)"
        var status = stat()
        guard lstat(path, &status) == 0 else { throw MaterialError.system("look at \(entry)", errno) }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        guard isFolder || entry.hasSuffix(".json") else {
            throw status.st_mode & S_IFMT == S_IFREG ? DropFault.kind : DropFault.notPlain(entry)
        }
        name = isFolder ? entry : String(entry.dropLast(5))
        guard Self.isName(name) else { throw DropFault.name }
        folder = isFolder ? path : nil
        if isFolder { try Self.measure(path, bytesMax: bytesMax) }
        let document: (descriptor: CInt, size: Int64)
        do {
            document = try Self.open(isFolder ? path + "/package.json" : path, name: isFolder ? "package.json" : entry)
        } catch DropFault.noFile { throw DropFault.noDocument }
        defer { close(document.descriptor) }
        guard document.size <= Int64(DropLimits.documentBytesMax) else {
            throw DropFault.documentTooLarge(limit: DropLimits.documentBytesMax)
        }
        let handle = FileHandle(fileDescriptor: document.descriptor, closeOnDealloc: false)
        self.document = Array(try handle.read(upToCount: DropLimits.documentBytesMax) ?? Data())
    }

    /// Whether a package may be called so.
    static func isName(_ name: String) -> Bool {
        (1...DropLimits.nameCharactersMax).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || [0x2D, 0x2E, 0x5F].contains(byte)
            }
    }

    /// Refuses a folder with too much in it, or with anything but plain files.
    private static func measure(_ path: String, bytesMax: Int64) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: path)
        guard names.count <= DropLimits.filesMax + 1 else { throw DropFault.tooMany(limit: DropLimits.filesMax) }
        var bytes: Int64 = 0
        for name in names {
            var status = stat()
            guard lstat("\(path)/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                throw DropFault.notPlain(name)
            }
            bytes += Int64(status.st_size)
        }
        guard bytes <= bytesMax else { throw DropFault.tooLarge(limit: bytesMax) }
    }

    /// Opens one of its files; the caller closes the descriptor.
    ///
    /// - Throws: `DropFault`.
    package func open(_ file: String) throws -> (descriptor: CInt, size: Int64) {
        guard let folder, !file.isEmpty, !file.contains("/"), file != "..", file != ".", file != "package.json",
            !file.utf8.contains(0)
        else { throw DropFault.noFile(file) }
        return try Self.open("\(folder)/\(file)", name: file)
    }

    private static func open(_ path: String, name: String) throws -> (descriptor: CInt, size: Int64) {
        // Not blocking, for a pipe would wait for whoever writes to it.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT: throw DropFault.noFile(name)
            case ELOOP, ENXIO: throw DropFault.notPlain(name)
            default: throw MaterialError.system("open \(name)", errno)
            }
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw DropFault.notPlain(name)
        }
        return (descriptor, Int64(status.st_size))
    }
}
