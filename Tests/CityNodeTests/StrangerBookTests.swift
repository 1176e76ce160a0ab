import ExchangeCore
import Testing

@testable import CityNode

@Suite("StrangerBook")
struct StrangerBookTests {
    @Test("Attempts of one host with one key are counted together, whatever the port")
    func counts() throws {
        var book = StrangerBook()
        book.note(address: "tcp://10.0.0.9:4001", key: "k", at: Instant(milliseconds: 1))
        book.note(address: "10.0.0.9:4002", key: "k", at: Instant(milliseconds: 3))
        book.note(address: "10.0.0.9", key: "k", at: Instant(milliseconds: 2))
        book.note(address: "10.0.0.9", key: nil, at: Instant(milliseconds: 4))
        let list = book.list
        #expect(list.map(\.address) == ["10.0.0.9", "10.0.0.9"])
        #expect(list.map(\.key) == [nil, "k"])
        #expect(list.map(\.count) == [1, 3])
        #expect(list.first?.lastAt == Instant(milliseconds: 4))
    }

    @Test(
        "Addresses of both kinds lose their port and nothing else",
        arguments: [
            ("tcp://[::1]:5000", "[::1]"), ("[fe80::1]:77", "[fe80::1]"), ("::ffff:10.0.0.1", "10.0.0.1"),
            ("tcp://[::ffff:10.0.0.1]:9", "10.0.0.1"), ("fe80::1", "fe80::1"), ("[::1]", "[::1]"),
        ]
    )
    func addresses(_ address: String, _ host: String) {
        var book = StrangerBook()
        book.note(address: address, key: nil, at: Instant(milliseconds: 0))
        #expect(book.list.map(\.address) == [host])
    }

    @Test("Beyond the limit the one that was quiet for longest is forgotten")
    func limit() {
        var book = StrangerBook()
        for index in 0..<TransportLimits.strangersMax {
            book.note(address: "10.0.0.1", key: "\(index)", at: Instant(milliseconds: Int64(index)))
        }
        book.note(address: "10.0.0.1", key: "0", at: Instant(milliseconds: 1_000))
        book.note(address: "10.0.0.1", key: "new", at: Instant(milliseconds: 1_001))
        #expect(book.list.count == TransportLimits.strangersMax)
        #expect(book.list.first?.key == "new")
        #expect(book.list.contains { $0.key == "0" })
        #expect(!book.list.contains { $0.key == "1" })
    }
}
