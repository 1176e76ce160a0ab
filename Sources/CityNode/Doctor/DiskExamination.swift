import Foundation

/// The disk below the data: room, kind, and how long a sync takes.
struct DiskExamination {
    let folder: String
    /// Free bytes below which the alarm `disk-low` stands.
    let freeBytesMin: Int64

    /// Below this share of the disk the room is told as short.
    private static let freeShareMin = 0.1
    /// Syncs that are measured.
    private static let syncs = 21
    /// A median above this is told: every commit waits for one.
    private static let syncMillisecondsMax = 50.0

    /// File systems on which a sync does not make anything durable, or locks do not hold, by the kernel's names.
    private static let unsafeKinds: Set<String> = [
        "tmpfs", "ramfs", "nfs", "nfs4", "cifs", "smb3", "9p", "fuse", "ceph",
    ]

    func run(_ tell: (Finding) -> Void) {
        // Before the first start the folder above it tells the same.
        var place = folder
        while place != "/", access(place, F_OK) != 0 { place = (place as NSString).deletingLastPathComponent }
        kind(place, tell)
        room(place, tell)
        sync(place, tell)
    }

    private func kind(_ place: String, _ tell: (Finding) -> Void) {
        guard let name = Self.fileSystem(of: place), Self.unsafeKinds.contains(name) else { return }
        tell(
            .warning(
                "disk",
                "\(place) is on \(name): what was answered may be lost with the power",
                do: "put 'data' on a local disk with ext4 or XFS"
            )
        )
    }

    /// The kernel's name of the file system that a folder is on: the mount with the longest path before it (proc(5)).
    private static func fileSystem(of place: String) -> String? {
        guard let path = realpath(place, nil) else { return nil }
        defer { free(path) }
        let real = String(cString: path)
        var best: (length: Int, kind: String)?
        for line in ((try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)) ?? "").split(
            separator: "\n"
        ) {
            let halves = line.split(separator: " - ", maxSplits: 1)
            guard halves.count == 2 else { continue }
            let words = halves[0].split(separator: " ")
            guard words.count > 4, let kind = halves[1].split(separator: " ").first else { continue }
            let point = String(words[4])
            guard real == point || real.hasPrefix(point == "/" ? "/" : point + "/") else { continue }
            // Of two at one place the later one is on top.
            if point.utf8.count >= best?.length ?? 0 { best = (point.utf8.count, String(kind)) }
        }
        return best?.kind
    }

    private func room(_ place: String, _ tell: (Finding) -> Void) {
        var found = statvfs()
        guard statvfs(place, &found) == 0, found.f_blocks > 0 else { return }
        let free = Int64(found.f_bavail) * Int64(found.f_frsize)
        let share = Double(found.f_bavail) / Double(found.f_blocks)
        let text = "\(free >> 20) MiB are free, \(Int(share * 100)) %"
        if free < freeBytesMin {
            tell(
                .fault(
                    "disk",
                    text + "; the alarm stands below \(freeBytesMin >> 20) MiB",
                    do: "free space or enlarge the volume below \(place)"
                )
            )
        } else if share < Self.freeShareMin {
            tell(.warning("disk", text, do: "free space or enlarge the volume below \(place)"))
        } else {
            tell(.good("disk", text))
        }
        if found.f_files > 0, Double(found.f_favail) / Double(found.f_files) < Self.freeShareMin {
            tell(
                .warning(
                    "disk",
                    "only \(found.f_favail) more files can be made",
                    do: "make a file system with more inodes for \(place)"
                )
            )
        }
    }

    /// Writes a file that has no name, as a commit would, and measures how long it takes until that is on the disk.
    private func sync(_ place: String, _ tell: (Finding) -> Void) {
        // O_TMPFILE is a macro that Swift does not see.
        let descriptor = open(place, O_RDWR | O_CLOEXEC | 0o20_000_000 | O_DIRECTORY, 0o600)
        guard descriptor >= 0 else {
            guard errno != EOPNOTSUPP, errno != EISDIR else { return }
            return tell(
                .warning(
                    "disk",
                    "\(place) can't be written to: \(String(cString: strerror(errno)))",
                    do: "run this as the daemon's user, or look at the mount"
                )
            )
        }
        defer { close(descriptor) }
        let page = [UInt8](repeating: 0x5a, count: 4_096)
        var took: [Double] = []
        for place in 0..<Self.syncs {
            let begun = ContinuousClock.now
            guard pwrite(descriptor, page, page.count, place * page.count) == page.count, fdatasync(descriptor) == 0
            else {
                return tell(
                    .fault("disk", "a sync failed: \(String(cString: strerror(errno)))", do: "look at the system's log")
                )
            }
            took.append((ContinuousClock.now - begun) / .milliseconds(1))
        }
        took.sort()
        let text =
            "a sync takes \(Self.milliseconds(took[Self.syncs / 2])), the longest of \(Self.syncs) "
            + Self.milliseconds(took[Self.syncs - 1])
        if took[Self.syncs / 2] > Self.syncMillisecondsMax {
            tell(
                .warning(
                    "disk",
                    text,
                    do: "every commit waits for one: a disk with a write cache that survives power cuts helps"
                )
            )
        } else {
            tell(.good("disk", text))
        }
    }

    private static func milliseconds(_ value: Double) -> String { "\((value * 100).rounded() / 100) ms" }
}
