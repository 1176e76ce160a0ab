import Testing

@testable import CityNode

@Suite("Sizes and endpoints of a configuration")
struct ConfigurationValueTests {
    @Test(
        "Sizes are read with their units",
        arguments: [
            ("1", 1), ("17 B", 17), ("3 KiB", 3 << 10), ("512 MiB", 512 << 20), ("2 GiB", 2 << 30), ("1 TiB", 1 << 40),
        ] as [(String, Int64)]
    )
    func sizes(_ text: String, _ bytes: Int64) { #expect(ByteSize.read(text) == bytes) }

    @Test(
        "What is no size is none",
        arguments: [
            "", "0", "-1", "1 GB", "GiB", "1 2 MiB", "1.5 GiB", "9223372036854775807 KiB",
        ]
    )
    func noSizes(_ text: String) { #expect(ByteSize.read(text) == nil) }

    @Test("An address of this machine alone is told from others")
    func loopback() {
        for text in ["127.0.0.1:1", "127.8.9.1:1", "localhost:1", "[::1]:1"] {
            #expect(Endpoint(hostAndPort: text)?.isLoopback == true, "\(text)")
        }
        for text in ["0.0.0.0:1", "*:1", "[::]:1", "127.0.0.1.example:1", "10.127.0.1:1", "127.0.0:1"] {
            #expect(Endpoint(hostAndPort: text)?.isLoopback == false, "\(text)")
        }
    }

    @Test("Endpoints are read strictly")
    func endpoints() {
        for text in ["tcp://*:7400", "tcp://quzhou.example:1", "tcp://[::1]:65535", "tcp://10.0.0.1:7000"] {
            #expect(Endpoint(text)?.text == text)
        }
        for text in [
            "tcp://:1", "tcp://a", "tcp://a:", "tcp://a:0", "tcp://a:65536", "tcp://a:+1", "tcp://::1:7", "ipc://a:1",
            "tcp://a b:1", "tcp://a/b:1", "a:1",
        ] {
            #expect(Endpoint(text) == nil, "\(text)")
        }
    }
}
