import ExchangeCore
import Foundation
import Synchronization
import ZeroMQ

/// The one thread that owns every socket: it feeds the core, does what its steps say, and reads its mailbox in between.
final class ExchangeThread: Sendable {
    private let post: ExchangePost
    private let thread: OwnThread

    /// Binds the publisher, connects to the peers and starts the thread.
    ///
    /// Blocks for as long as binding takes.
    ///
    /// - Throws: `ZeroMQError` where the address can't be bound.
    init(setup: ExchangeSetup, post: ExchangePost) throws {
        let outcome = Outcome()
        self.post = post
        thread = OwnThread(name: "exchange") {
            do {
                let loop = try ExchangeLoop(setup: setup, post: post)
                outcome.tell(nil)
                loop.run()
            } catch {
                outcome.tell(error)
            }
        }
        try outcome.wait()
    }

    /// Puts a letter into the thread's mailbox.
    func tell(_ letter: ExchangeLetter) { post.put(letter) }

    /// How things stand now; `nil` where the thread does not answer in time, as one that hangs or has ended.
    func report(within limit: Duration) async -> ExchangeReport? {
        let isAnswered = Flag()
        return await withCheckedContinuation { continuation in
            let answer: @Sendable (ExchangeReport?) -> Void = { report in
                if isAnswered.setOnce() { continuation.resume(returning: report) }
            }
            guard post.put(.report({ answer($0) })) else { return answer(nil) }
            Task {
                try? await Task.sleep(for: limit)
                answer(nil)
            }
        }
    }

    /// Ends the thread: what was sent is given a bounded time to be receipted.
    func stop() {
        post.put(.stop)
        thread.join()
    }
}

/// The exchange thread's letter box, there before the thread is: others are made with it.
struct ExchangePost: Sendable {
    let mailbox: Mailbox<ExchangeLetter>
    let wakeUp: WakeUp
    /// Of parts of files that were read for a peer: a disk gives faster than a network takes.
    private let unsent = PeerBudgets(limit: TransportLimits.unsentBytesMax)

    /// Makes an empty box.
    init() throws {
        let wakeUp = try WakeUp()
        self.wakeUp = wakeUp
        mailbox = Mailbox { wakeUp.signal() }
    }

    /// Puts a letter in.
    @discardableResult
    func put(_ letter: ExchangeLetter) -> Bool { mailbox.put(letter) }

    /// Sends a frame of a material transfer; a part of a file for a peer that has too many under way is let go of, and the
    /// peer asks for it again.
    func put(_ frame: MaterialSending, to peer: NodeCode) {
        var share: ByteBudget.Share?
        if case .part(let bytes) = frame {
            share = unsent.share(of: bytes.count, for: peer)
            if share == nil { return }
        }
        put(.material(frame, to: peer, share: share))
    }
}

/// Whether a thread could begin, told once.
private final class Outcome: Sendable {
    private let error = Mutex<(any Error)?>(nil)
    private let told = DispatchSemaphore(value: 0)

    func tell(_ error: (any Error)?) {
        self.error.withLock { $0 = error }
        told.signal()
    }

    func wait() throws {
        told.wait()
        if let error = error.withLock({ $0 }) { throw error }
    }
}
