import Foundation

/// Whether this machine's clock is kept right by somebody, as systemd asks the kernel.
struct ClockExamination {
    func run(_ tell: (Finding) -> Void) {
        switch Self.isSynchronized {
        case true?: tell(.good("clock", "a time service keeps it"))
        case false?:
            tell(
                .warning(
                    "clock",
                    "no time service keeps this machine's clock",
                    do: "run: timedatectl set-ntp true, or let the host of this machine keep it"
                )
            )
        case nil: tell(.note("clock", "nobody here says whether it is kept; the peers' clocks tell"))
        }
    }

    private static var isSynchronized: Bool? {
        let command = Process()
        let pipe = Pipe()
        command.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        command.arguments = ["timedatectl", "show", "--property", "NTPSynchronized", "--value"]
        command.standardOutput = pipe
        command.standardError = FileHandle.nullDevice
        do { try command.run() } catch { return nil }
        let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        command.waitUntilExit()
        return ["yes": true, "no": false][text.trimmingCharacters(in: .whitespacesAndNewlines)]
    }
}
