import Synchronization
import Testing

@testable import CityNode

/// Answers what a test says, and counts how often it was asked.
final class FakeResolver: HostResolver {
    struct Unknown: Error {}

    private let answers: Mutex<[String: [[String]]]>

    /// Each host's answers, one after the other; the last one stays.
    init(_ answers: [String: [[String]]]) { self.answers = Mutex(answers) }

    func addresses(of host: String) async throws -> [NetworkAddress] {
        try answers.withLock { answers in
            guard let list = answers[host], let first = list.first else { throw Unknown() }
            if list.count > 1 { answers[host] = Array(list.dropFirst()) }
            return first.map { sure(NetworkAddress(text: $0)) }
        }
    }
}

@Suite("Target gate: a webhook goes to public addresses, or where an operator allows it")
struct TargetGateTests {
    @Test(
        "Addresses that are not the internet's are refused",
        arguments: [
            "0.0.0.0", "10.0.0.1", "100.64.0.1", "100.127.255.255", "127.0.0.1", "127.255.255.254", "169.254.169.254",
            "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.7",
            "203.0.113.9", "224.0.0.1", "239.255.255.255", "255.255.255.255", "::", "::1", "fe80::1", "fec0::1",
            "fc00::1",
            "fd12:3456::1", "ff02::1", "2001:db8::1", "2001::1", "2002:7f00:1::", "2002:a00:1::", "2002:808:808::",
            "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808", "::7f00:1",
            "100::1", "4000::1",
        ]
    )
    func special(text: String) throws {
        #expect(try #require(NetworkAddress(text: text)).objection != nil)
    }

    @Test(
        "The internet's addresses are not",
        arguments: [
            "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.0.1", "172.32.0.1", "192.167.1.1",
            "223.255.255.255", "2400:3200::1", "2606:4700::1111", "2a00:1450:4001::1",
        ]
    )
    func ordinary(text: String) throws {
        #expect(try #require(NetworkAddress(text: text)).objection == nil)
    }

    @Test(
        "What is no target is refused before anybody is asked",
        arguments: [
            "", "hooks.example", "ftp://hooks.example/", "http://hooks.example/", "https://", "https:///x",
            "https://user@hooks.example/", "https://user:word@hooks.example/", "https://hooks.example/#part",
            "https://hooks.example:0/", "https://hooks.example:99999/", "https://hooks .example/",
            "https://钩子.example/",
            "https://h%6Foks.example/", "file:///etc/passwd", "http://127.0.0.1/",
            "https://" + String(repeating: "x", count: 2_050),
        ]
    )
    func malformed(text: String) {
        #expect(throws: TargetAddress.Objection.self) { _ = try TargetAddress(text, allowedHosts: ["other.example"]) }
    }

    @Test("An address is kept as it is sent to") func kept() throws {
        let target = try TargetAddress("HTTPS://Hooks.Example:8443/a?b=c", allowedHosts: [])
        #expect(target.url == "https://hooks.example:8443/a?b=c" && target.host == "hooks.example" && target.isSecure)
        #expect(try TargetAddress("https://[2606:4700::1]/", allowedHosts: []).host == "2606:4700::1")
        #expect(try !TargetAddress("http://inside.example/x", allowedHosts: ["inside.example"]).isSecure)
    }

    @Test("One address that is refused refuses the host, whatever the others are") func mixed() async throws {
        let gate = TargetGate(
            allowedHosts: ["inside.example"],
            resolver: FakeResolver([
                "good.example": [["8.8.8.8", "2606:4700::1"]], "mixed.example": [["8.8.8.8", "10.0.0.1"]],
                "inside.example": [["10.0.0.1"]], "127.0.0.1": [["127.0.0.1"]], "2130706433": [["127.0.0.1"]],
            ])
        )
        _ = try await gate.admit("https://good.example/")
        _ = try await gate.admit("http://inside.example:8080/")
        for url in [
            "https://mixed.example/", "https://127.0.0.1/", "https://2130706433/", "https://unknown.example/",
            "https://inside.example.good.example/",
        ] {
            await #expect(throws: TargetAddress.Objection.self, "\(url)") { _ = try await gate.admit(url) }
        }
    }

    @Test("The system knows this machine, in every way of writing it")
    func system() async throws {
        for host in ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "::1"] {
            let gate = TargetGate(allowedHosts: [], resolver: SystemResolver())
            let url = host.contains(":") ? "https://[\(host)]/" : "https://\(host)/"
            await #expect(throws: TargetAddress.Objection.self, "\(host)") { _ = try await gate.admit(url) }
        }
    }
}
