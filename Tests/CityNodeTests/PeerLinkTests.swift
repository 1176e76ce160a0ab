import ExchangeCore
import ExchangeWire
import Foundation
import Testing

@testable import CityNode
@testable import ZeroMQ

@Suite("PeerLink: what a monitor's events mean")
struct PeerLinkTests {
    private func link() throws -> PeerLink {
        let keys = try NodeKeys.generate()
        let member = Federation.Member(
            code: Sample.nanping,
            name: "南平市",
            endpoint: "tcp://127.0.0.1:9",
            curvePublicKey: keys.curve.publicKey.z85,
            signingPublicKey: keys.signing.verifyingKey
        )
        return try PeerLink(
            member: member,
            node: Sample.quzhou,
            keys: try NodeKeys.generate().curve,
            context: try ZeroMQ.Context(),
            at: Instant(milliseconds: 0)
        )
    }

    private func event(_ kind: SocketEvent.Kind) -> SocketEvent {
        SocketEvent(kind: kind, address: "tcp://127.0.0.1:9")
    }
    private let retried = SocketEvent.Kind.connectRetried(intervalMilliseconds: 100)

    @Test("A good handshake, its loss, and a host that is away")
    func goodAndAway() throws {
        let link = try link()
        #expect(link.phase == .connecting)
        #expect(!link.take([event(.connectDelayed), event(.connected)], at: Instant(milliseconds: 1)))
        #expect(link.phase == .connecting)
        #expect(!link.take([event(.handshakeSucceeded)], at: Instant(milliseconds: 2)))
        #expect(link.phase == .established)
        #expect(link.since == Instant(milliseconds: 2))
        #expect(link.take([event(.disconnected)], at: Instant(milliseconds: 3)))
        #expect(link.phase == .connecting)
        #expect(!link.take([event(retried)], at: Instant(milliseconds: 4)))
        #expect(link.phase == .unreachable)
        #expect(!link.take([event(retried), event(retried)], at: Instant(milliseconds: 5)))
        #expect(link.since == Instant(milliseconds: 4))
        #expect(link.failures == HandshakeFailures(network: 3))
        // libzmq goes on by itself, though not after every fault: what comes first counts.
        #expect(link.reopenAt != nil)
        #expect(!link.take([event(.handshakeSucceeded)], at: Instant(milliseconds: 6)))
        #expect(link.phase == .established)
        #expect(link.reopenAt == nil)
    }

    @Test("Who is refused and who meets a wrong key knows which, and tries anew")
    func refused() throws {
        let link = try link()
        #expect(
            !link.take([event(.connected), event(.handshakeFailedAuth(status: 400))], at: Instant(milliseconds: 1))
        )
        #expect(link.phase == .refusesUs)
        #expect(link.reopenAt == Instant(milliseconds: 1 + PeerLink.reopenMillisecondsMin))
        // The diagnosis stays while libzmq and this link try again.
        _ = link.take([event(.disconnected), event(retried)], at: Instant(milliseconds: 2))
        #expect(link.phase == .refusesUs)
        _ = link.take([event(.handshakeFailedProtocol(.cryptographic))], at: Instant(milliseconds: 3))
        #expect(link.phase == .wrongKey("cryptographic"))
        #expect(link.failures == HandshakeFailures(wrongKey: 1, refusesUs: 1))
        _ = link.take([event(.handshakeSucceeded)], at: Instant(milliseconds: 4))
        #expect(link.phase == .established)
    }

    @Test("A link that neither comes nor fails is made anew after a while")
    func stuck() throws {
        let link = try link()
        try link.open(at: Instant(milliseconds: 1_000))
        #expect(link.phase == .connecting)
        #expect(link.reopensAt == Instant(milliseconds: 1_000 + TransportLimits.reopenSilenceMilliseconds))
    }

    @Test("Who takes the connection and is silent until the time is over is frozen; who hangs up has another key")
    func frozen() throws {
        let link = try link()
        let over = 5 + TransportLimits.handshakeMilliseconds
        func handshake(endsAt end: Int64) {
            _ = link.take([event(.connected)], at: Instant(milliseconds: 5))
            _ = link.take([event(.handshakeFailedNoDetail(errno: EPIPE))], at: Instant(milliseconds: end))
        }
        handshake(endsAt: 6)
        #expect(link.phase == .connecting, "once alone it may have been stopped in that moment")
        handshake(endsAt: over)
        #expect(link.phase == .mute)
        handshake(endsAt: 7)
        #expect(link.phase == .mute)
        handshake(endsAt: 8)
        #expect(link.phase == .wrongKey("the connection ended in the handshake"))
        #expect(link.failures == HandshakeFailures(wrongKey: 1, network: 1))
    }

    @Test("What answers and hangs up without a word is a proxy before a node that is off, rather than another key")
    func noNode() throws {
        let link = try link()
        _ = link.take([event(.connected), event(.disconnected)], at: Instant(milliseconds: 1))
        #expect(link.phase == .mute)
        #expect(link.reopenAt != nil)
        #expect(link.failures == HandshakeFailures(network: 1))
    }

    @Test("A receipt tells by how much the peer's clock is ahead, and entries are counted by lane")
    func traffic() throws {
        let link = try link()
        let told = link.heard(.receipt(receipt(at: Clock.wall.advanced(byMilliseconds: 60_000))))
        let ahead = try #require(link.traffic.clockAheadMilliseconds)
        #expect((1...60_000).contains(ahead))
        #expect(told == ahead, "the alarm hears what the metrics show")
        #expect(link.heard(.receipt(receipt(at: Instant(milliseconds: 0)))) ?? 0 < 0)
        #expect(try #require(link.traffic.clockAheadMilliseconds) < 0)
    }

    private func receipt(at: Instant) -> Receipt {
        Receipt(lane: .case, through: .start, gap: false, at: at)
    }

    @Test("Waits between attempts double up to their limit, and begin again after a good handshake")
    func waits() throws {
        let link = try link()
        var waits: [Int64] = []
        for _ in 0..<6 {
            link.scheduleReopen(at: Instant(milliseconds: 0))
            // A second wish changes nothing.
            link.scheduleReopen(at: Instant(milliseconds: 50))
            waits.append(try #require(link.reopenAt).milliseconds)
            try link.open(at: Instant(milliseconds: 0))
            #expect(link.reopenAt == nil)
        }
        link.close()
        #expect(waits == [1_000, 2_000, 4_000, 8_000, 15_000, 15_000])
        _ = link.take([event(.handshakeSucceeded)], at: Instant(milliseconds: 0))
        link.scheduleReopen(at: Instant(milliseconds: 0))
        #expect(link.reopenAt == Instant(milliseconds: 1_000))
    }

    @Test("An established link on which nothing comes is made anew, and each frame puts that off")
    func silence() throws {
        let link = try link()
        let patience = TransportLimits.reopenSilenceMilliseconds
        _ = link.take([event(.handshakeSucceeded)], at: Instant(milliseconds: 10))
        #expect(link.reopensAt == Instant(milliseconds: 10 + patience))
        link.heard(at: Instant(milliseconds: 700))
        #expect(link.reopensAt == Instant(milliseconds: 700 + patience))
        link.scheduleReopen(at: Instant(milliseconds: 800))
        #expect(link.reopensAt == link.reopenAt)
        try link.open(at: Instant(milliseconds: 2_000))
        defer { link.close() }
        #expect(link.phase == .connecting)
        #expect(link.reopensAt == Instant(milliseconds: 2_000 + patience), "nor does it stay between the two for ever")
        _ = link.take([event(.handshakeSucceeded), event(.disconnected)], at: Instant(milliseconds: 3_000))
        #expect(link.reopensAt == link.reopenAt, "libzmq does not connect again after every fault of the peer")
        _ = link.take([event(retried)], at: Instant(milliseconds: 3_001))
        try link.open(at: Instant(milliseconds: 4_000))
        #expect(link.phase == .unreachable && link.reopensAt == nil, "where it does, it goes on by itself")
    }
}
