import Foundation

/// The folder of packages: what waits in `in`, what was answered in `out`, and where packages go then.
///
/// Everything appears under its name whole and synced, and what is moved is moved by one rename.
package struct DropFolder: Sendable {
    /// The folder.
    package let root: String

    /// Where a package goes.
    package enum End: String, Sendable {
        /// It was done.
        case done
        /// It was refused.
        case failed
    }

    /// Opens the folder and makes what is missing.
    package init(root: String) throws(MaterialError) {
        self.root = root
        for folder in ["", "/in", "/out", "/out/answers", "/out/events", "/done", "/failed"] {
            guard mkdir(root + folder, 0o770) == 0 || errno == EEXIST else {
                throw MaterialError.system("make \(root + folder)", errno)
            }
        }
    }

    /// The names in `in` that are not half-written, in order.
    func waiting() throws(MaterialError) -> [String] {
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: root + "/in")
        } catch { throw MaterialError.system("list \(root)/in", EACCES) }
        return names.filter { name in
            !name.hasPrefix(".") && ![".part", ".tmp"].contains { name.lowercased().hasSuffix($0) }
        }.sorted()
    }

    /// Writes an answer to a package; an earlier one is replaced.
    func write(answer bytes: [UInt8], to name: String) throws(MaterialError) {
        try write(bytes, "\(name).json", in: root + "/out/answers")
    }

    /// Writes an event; the same one again changes nothing.
    func write(event bytes: [UInt8], id: Int64) throws(MaterialError) {
        let digits = String(id)
        let zeros = String(repeating: "0", count: max(0, 12 - digits.count))
        try write(bytes, "\(zeros)\(digits).json", in: root + "/out/events")
    }

    /// Moves a package out of `in`, under a name of its own; a refused one has its problem beside it.
    func finish(_ entry: String, _ end: End, problem: [UInt8]? = nil) throws(MaterialError) {
        let target = "\(root)/\(end.rawValue)"
        var name = entry
        var count = 1
        var status = stat()
        while lstat("\(target)/\(name)", &status) == 0 {
            count += 1
            name = "\(entry)-\(count)"
        }
        if let problem { try write(problem, "\(name).problem.json", in: target) }
        guard rename("\(root)/in/\(entry)", "\(target)/\(name)") == 0 else {
            throw MaterialError.system("move \(entry)", errno)
        }
        try syncFolder(target)
        try syncFolder(root + "/in")
    }

    private func write(_ bytes: [UInt8], _ name: String, in folder: String) throws(MaterialError) {
        let staged = try StagedFile(path: "\(folder)/.\(name).tmp", resuming: false, replacing: true)
        do {
            try bytes.withUnsafeBytes { buffer in
                Result { () throws(MaterialError) in try staged.append(buffer) }
            }.get()
            try staged.publish(as: "\(folder)/\(name)", in: folder)
        } catch {
            staged.discard()
            throw error
        }
    }
}
