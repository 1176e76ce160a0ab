import CaseStore
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("What keeps a node from taking work")
struct ObstacleTests {
    private let good = Obstacle.Facts(
        isStarted: true,
        isStopped: false,
        trouble: nil,
        freeBytes: 1 << 40,
        exchange: ExchangeReport(peers: [:], strangers: [])
    )

    private func codes(_ change: (inout Obstacle.Facts) -> Void) -> [Obstacle.Code] {
        var facts = good
        change(&facts)
        let found = Obstacle.list(facts)
        #expect(found.allSatisfy { !$0.text.isEmpty })
        return found.map(\.code)
    }

    @Test("Each has its word")
    func each() {
        #expect(codes { _ in }.isEmpty)
        #expect(codes { $0.isStarted = false } == [.starting])
        #expect(codes { $0.freeBytes = Obstacle.freeBytesMin - 1 } == [.diskFull])
        #expect(codes { $0.freeBytes = Obstacle.freeBytesMin }.isEmpty)
        #expect(codes { $0.trouble = .diskFull(detail: "quota") } == [.diskFull])
        #expect(codes { $0.trouble = .io(detail: "disk") } == [.storeNotWritable])
        #expect(codes { $0.exchange = nil } == [.exchangeStuck])
    }

    @Test("A full disk is told once, and a node that stops tells nothing else")
    func together() {
        #expect(
            codes {
                $0.trouble = .diskFull(detail: "full")
                $0.freeBytes = 0
                $0.exchange = nil
            } == [.diskFull, .exchangeStuck]
        )
        #expect(
            codes {
                $0.isStopped = true
                $0.isStarted = false
            } == [.stopping]
        )
    }

    @Test("A peer that is away or halted is no obstacle as long as another is not")
    func halted() {
        var exchange = Exchange(
            node: Sample.quzhou,
            session: 1,
            software: "test",
            saved: Saved(epoch: 1)
        )
        _ = exchange.handle(.members([Sample.nanping, Sample.shangrao]), at: Instant(milliseconds: 0))
        func peer(_ code: NodeCode, isHalted: Bool) -> ExchangeReport.Peer {
            var view = exchange.view(of: code)
            if isHalted {
                view?.lanes[0].phase = .halted(Halt(sequence: 1, ours: .zero, theirs: .zero))
            }
            return ExchangeReport.Peer(view: view, phase: .unreachable, refusals: PeerRefusals())
        }
        func halted(_ one: Bool, _ other: Bool) -> [Obstacle.Code] {
            codes {
                $0.exchange = ExchangeReport(
                    peers: [
                        Sample.nanping: peer(Sample.nanping, isHalted: one),
                        Sample.shangrao: peer(Sample.shangrao, isHalted: other),
                    ],
                    strangers: []
                )
            }
        }
        #expect(halted(false, false).isEmpty)
        #expect(halted(true, false).isEmpty)
        #expect(halted(true, true) == [.exchangeHalted])
    }
}
