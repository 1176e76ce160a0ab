import Foundation

/// Who may read and write the node's files.
struct FileExamination {
    let configuration: Configuration

    func run(_ tell: (Finding) -> Void) {
        var isSound = true
        for file in [configuration.file, configuration.federationFile] where mode(of: file) & 0o002 != 0 {
            isSound = false
            tell(
                .warning(
                    "permissions",
                    "everybody on this machine may change \(file)",
                    do: "run: chmod o-w \(file)"
                )
            )
        }
        guard let data = status(of: configuration.data) else {
            return tell(
                .note("permissions", "\(configuration.data) is not there yet; the node makes it at its first start")
            )
        }
        if mode(of: configuration.data) & 0o077 != 0 {
            isSound = false
            tell(
                .fault(
                    "permissions",
                    "others may look into \(configuration.data), which holds personal data",
                    do: "run: chmod 700 \(configuration.data)"
                )
            )
        }
        // The daemon's user owns the folder; files of another user are those of a daemon that was started by hand.
        let database = configuration.data + "/node.sqlite"
        for file in [database, database + "-wal", database + "-shm", configuration.data + "/materials"] {
            guard let found = status(of: file), found.st_uid != data.st_uid else { continue }
            isSound = false
            tell(
                .fault(
                    "permissions",
                    "\(file) belongs to user \(found.st_uid), its folder to user \(data.st_uid)",
                    do: "somebody started the daemon as another user; run: chown -R \(data.st_uid):\(data.st_gid) "
                        + configuration.data
                )
            )
        }
        if isSound { tell(.good("permissions", "keys and data are their owner's alone")) }
    }

    private func status(of file: String) -> stat? {
        var found = stat()
        return stat(file, &found) == 0 ? found : nil
    }

    private func mode(of file: String) -> UInt32 { status(of: file).map { UInt32($0.st_mode) } ?? 0 }
}
