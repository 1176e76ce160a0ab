extension Configuration {
    /// Reads which hosts webhooks may go to whatever their addresses are; none where nothing is said.
    static func webhookHosts(_ top: YAMLMapping) throws(ConfigurationError) -> Set<String> {
        guard let webhooks = try top.mapping("webhooks", allowed: ["allow-hosts"]) else { return [] }
        let hosts = try webhooks.values(
            "allow-hosts",
            expected: "expected host names or addresses without a port, such as hooks.city.example or 127.0.0.1",
            read: host
        )
        return Set(hosts)
    }

    private static func host(_ text: String) -> String? {
        let isHost = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
        }
        guard isHost, (1...253).contains(text.utf8.count) else { return nil }
        // A colon is part of an IPv6 address and of nothing else.
        let colons = text.utf8.count { $0 == 0x3A }
        return colons == 1 ? nil : text.lowercased()
    }
}
