import Foundation
import Synchronization
import Testing

@testable import ZeroMQ

@Suite("Termination")
struct TerminationTests {
    /// What a thread reports back, as its test has ended by then if it hangs.
    private final class Outcome: Sendable {
        let text = Mutex("")
        func set(_ value: String) { text.withLock { $0 = value } }
        var value: String { text.withLock { $0 } }
    }

    private static func cause(_ body: () throws -> Void) -> ZeroMQError.Cause? {
        do {
            try body()
            return nil
        } catch {
            return (error as? ZeroMQError)?.cause
        }
    }

    @Test("closing a context never hangs, whatever its sockets are doing", arguments: [true, false])
    func busySockets(contextFirst: Bool) throws {
        let silent = try RawConnection.listening()
        let deaf = try RawConnection.deaf()
        let (silentPort, deafPort) = (silent.port, deaf.port)
        let outcome = Outcome()
        let ended = endsInTime {
            do {
                let context = try Context()
                let server = try Server(in: context, members: [:])
                let keys = try CurveKeyPair.generate()
                func client(_ endpoint: String) throws -> Client {
                    try Client(in: context, keys: keys, serverKey: server.keys.publicKey, endpoint: endpoint)
                }
                // A handshake nobody answers, a service that says nothing, a dead port.
                var clients = [try client(server.endpoint), try client("tcp://127.0.0.1:\(silentPort)")]
                clients.append(try client("tcp://127.0.0.1:\(deafPort)"))
                // Messages that cannot leave, on a connection and on none.
                let pull = try Socket(.pull, in: context, options: [.receiveHighWaterMark(messages: 1)])
                try pull.bind("tcp://127.0.0.1:*")
                let push = try Socket(.push, in: context)
                try push.connect(pull.lastEndpoint())
                let stuck = try Socket(.push, in: context)
                try stuck.connect("tcp://127.0.0.1:\(silentPort)")
                for _ in 0..<200 {
                    _ = try push.send([[UInt8](repeating: 1, count: 200_000)])
                    _ = try stuck.send([[UInt8](repeating: 1, count: 200_000)])
                }
                Thread.sleep(forTimeInterval: 0.05)
                if contextFirst {
                    context.close()
                    context.close()
                    let causes = [
                        Self.cause { _ = try Socket(.pair, in: context) }, Self.cause { _ = try pull.receive() },
                    ]
                    guard causes == [.contextTerminated, .contextTerminated] else {
                        return outcome.set("a closed context answered \(causes)")
                    }
                }
                for socket in [pull, push, stuck] + clients.map(\.socket) { socket.close() }
                clients.removeAll()
                server.publisher.socket.close()
                context.close()
                outcome.set("ended")
            } catch {
                outcome.set("\(error)")
            }
        }
        #expect(ended)
        #expect(outcome.value == "ended")
        withExtendedLifetime((silent, deaf)) {}
    }

    @Test("shutting down wakes a thread that waits in a poller without end")
    func wakesPoller() throws {
        let context = try Context()
        let outcome = Outcome()
        let started = DispatchSemaphore(value: 0)
        let done = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            do {
                let socket = try Socket(.pull, in: context)
                try socket.bind("tcp://127.0.0.1:*")
                let poller = try Poller<Int>()
                poller.add(socket, as: 0)
                started.signal()
                while true { _ = try poller.wait(timeoutMilliseconds: nil) }
            } catch {
                outcome.set((error as? ZeroMQError)?.cause == .contextTerminated ? "ended" : "\(error)")
            }
            done.signal()
        }
        #expect(started.wait(timeout: .now() + .seconds(20)) == .success)
        context.close()
        #expect(done.wait(timeout: .now() + .seconds(20)) == .success)
        #expect(outcome.value == "ended")
    }

    @Test("a thousand contexts come and go without leaving descriptors behind")
    func noLeaks() throws {
        func openDescriptors() throws -> Int {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        }
        func round() throws {
            let context = try Context()
            let left = try Socket(.pair, in: context)
            let monitor = try SocketMonitor(of: left)
            try left.bind("inproc://left")
            let wakeUp = try WakeUp()
            wakeUp.signal()
            _ = try monitor.takeEvents()
        }
        // Other tests run at the same time and hold descriptors, so only a leak of many per round is told apart.
        let before = try openDescriptors()
        for _ in 0..<1000 { try round() }
        #expect(try openDescriptors() < before + 500)
    }
}
