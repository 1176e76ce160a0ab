import CaseModel

/// Makes files durable and visible once all their bytes have come, and looks what they are, in threads of its own: while the
/// disk is waited for, other files come in and go out.
///
/// There are several threads because a disk takes as long for one sync as for those that come with it.
final class MaterialPublisher: Sendable {
    private let lanes: [Lane]

    /// Begins; `done` hears what became of the files, in any of the threads.
    init(folder: MaterialFolder, done: @escaping @Sendable ([Publication]) -> Void) {
        lanes = (0..<MaterialLimits.publishersMax).map { _ in Lane(folder: folder, done: done) }
    }

    /// Takes a file.
    func add(_ file: WholeFile) {
        let first = file.digest.withBytes { $0.first } ?? 0
        lanes[Int(first) % lanes.count].mailbox.put(.file(file))
    }

    /// Ends the threads, when what they were given is published.
    func stop() {
        for lane in lanes { lane.mailbox.put(.stop) }
        for lane in lanes { lane.thread.join() }
    }

    private enum Letter: Sendable {
        case file(WholeFile)
        case stop
    }

    /// One thread with its letter box.
    private struct Lane: Sendable {
        let mailbox: Mailbox<Letter>
        let thread: OwnThread

        init(folder: MaterialFolder, done: @escaping @Sendable ([Publication]) -> Void) {
            let bell = Bell()
            let mailbox = Mailbox<Letter> { bell.ring() }
            self.mailbox = mailbox
            thread = OwnThread(name: "publisher") {
                while true {
                    var files: [WholeFile] = []
                    var goesOn = true
                    for letter in mailbox.take() {
                        switch letter {
                        case .file(let file): files.append(file)
                        case .stop: goesOn = false
                        }
                    }
                    if !files.isEmpty { done(MaterialPublisher.publish(files, in: folder)) }
                    guard goesOn else { return }
                    bell.wait()
                }
            }
        }
    }

    /// Takes each step for all files before the next one: what one sync writes down, those after it find done.
    static func publish(_ files: [WholeFile], in folder: MaterialFolder) -> [Publication] {
        var failures: [MaterialDigest: MaterialError] = [:]
        func done(_ file: WholeFile, _ step: (WholeFile) throws(MaterialError) -> Void) -> Bool {
            do throws(MaterialError) {
                try step(file)
                return true
            } catch {
                failures[file.digest] = error
                return false
            }
        }
        let settled = files.filter {
            done($0) { file throws(MaterialError) in _ = try folder.settle(file.file, expected: file.digest) }
        }
        var contents: [MaterialDigest: ContentKind] = [:]
        for file in settled { contents[file.digest] = try? file.file.content() }
        let named = settled.filter {
            done($0) { file throws(MaterialError) in try folder.name(file.file, file.digest) }
        }
        for file in named {
            _ = done(file) { file throws(MaterialError) in try folder.syncName(of: file.digest) }
        }
        return files.map {
            Publication(digest: $0.digest, content: contents[$0.digest], failure: failures[$0.digest])
        }
    }
}

/// A file whose bytes have all come, not checked yet.
///
/// Unchecked `Sendable`: whoever gives it away lets go of it.
struct WholeFile: @unchecked Sendable {
    var digest: MaterialDigest
    var file: StagedFile
}

/// What became of a file: it is durable and visible, or why not.
struct Publication: Sendable {
    var digest: MaterialDigest
    /// What it is by its bytes; `nil` where they could not be read.
    var content: ContentKind?
    var failure: MaterialError?
}
