import Foundation

// Alarms and how people are told of them.
extension Configuration {
    /// Reads what stands under `alerts`.
    static func alerts(
        _ top: YAMLMapping,
        path: @escaping (String) -> String
    ) throws(ConfigurationError) -> AlertSettings {
        var settings = AlertSettings()
        guard
            let alerts = try top.mapping(
                "alerts",
                allowed: ["disk-free", "peer-away", "backlog-age", "clock-apart", "channels"]
            )
        else { return settings }
        settings.thresholds = try thresholds(alerts)
        guard alerts.values["channels"] != nil else { return settings }
        for mapping in try alerts.mappings("channels", allowed: AlertReader.keys) {
            let channel = try AlertReader(mapping: mapping, path: path).channel()
            guard !settings.channels.contains(where: { $0.name == channel.name }) else {
                throw mapping.error("name", "names \(channel.name) a second time", expected: "give each its own name")
            }
            settings.channels.append(channel)
        }
        guard settings.channels.count <= AlertLimits.channelsMax else {
            throw alerts.error(
                "channels",
                "names \(settings.channels.count) channels",
                expected: "at most \(AlertLimits.channelsMax)"
            )
        }
        return settings
    }

    private static func thresholds(_ alerts: YAMLMapping) throws(ConfigurationError) -> AlarmThresholds {
        var thresholds = AlarmThresholds()
        thresholds.diskFreeBytes =
            try alerts.optionalValue("disk-free", expected: ByteSize.expectation, read: ByteSize.read)
            ?? thresholds.diskFreeBytes
        thresholds.peerAwayMinutes = try alerts.whole("peer-away", 1...10_080, "minutes") ?? thresholds.peerAwayMinutes
        thresholds.backlogAgeMinutes =
            try alerts.whole("backlog-age", 1...10_080, "minutes") ?? thresholds.backlogAgeMinutes
        thresholds.clockApartSeconds =
            try alerts.whole("clock-apart", 1...86_400, "seconds") ?? thresholds.clockApartSeconds
        return thresholds
    }
}

extension YAMLMapping {
    /// A whole number of some unit that may be there.
    fileprivate func whole(
        _ key: String,
        _ range: ClosedRange<Int>,
        _ unit: String
    ) throws(ConfigurationError) -> Int? {
        try optionalValue(
            key,
            expected: "expected whole \(unit) from \(range.lowerBound) to \(range.upperBound)",
            read: { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
        )
    }
}

/// Reads one channel.
private struct AlertReader {
    let mapping: YAMLMapping
    let path: (String) -> String

    static let keys: Set<String> = [
        "name", "mail", "dingtalk", "webhook", "level", "codes", "repeat", "cleared", "after", "group",
    ]

    private static let nameExpectation = "expected a short name of letters, digits and -, such as duty-mail"

    func channel() throws(ConfigurationError) -> AlertChannel {
        let name = try mapping.value("name", expected: Self.nameExpectation) { text in
            let isName = text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                    || byte == 0x2D
            }
            return isName && text.utf8.count <= 40 ? text : nil
        }
        let targets = [try mail(), try dingTalk(), try webhook()].compactMap { $0 }
        guard let target = targets.first, targets.count == 1 else {
            throw mapping.error(
                "name",
                "is \(name), which leads to \(targets.isEmpty ? "nothing" : "more than one thing")",
                expected: "give one of 'mail', 'dingtalk' and 'webhook' beside it"
            )
        }
        return AlertChannel(name: name, target: target, rules: try rules())
    }

    private func rules() throws(ConfigurationError) -> AlertRules {
        var rules = AlertRules()
        rules.level =
            try mapping.optionalValue(
                "level",
                expected: "expected " + AlarmLevel.allCases.map(\.rawValue).joined(separator: ", "),
                read: { AlarmLevel(rawValue: $0) }
            ) ?? rules.level
        if mapping.values["codes"] != nil {
            let codes = try mapping.values(
                "codes",
                expected: "expected codes of alarms: " + AlarmCode.allCases.map(\.rawValue).joined(separator: ", "),
                read: { AlarmCode(rawValue: $0) }
            )
            rules.codes = Set(codes)
        }
        rules.repeatHours = try mapping.whole("repeat", 0...720, "hours") ?? rules.repeatHours
        rules.tellsCleared =
            try mapping.optionalValue(
                "cleared",
                expected: "expected true or false",
                read: { ["true": true, "false": false][$0] }
            ) ?? rules.tellsCleared
        rules.standSeconds = try mapping.whole("after", 0...86_400, "seconds") ?? rules.standSeconds
        rules.groupSeconds = try mapping.whole("group", 0...3_600, "seconds") ?? rules.groupSeconds
        return rules
    }

    // MARK: Where it leads

    private func mail() throws(ConfigurationError) -> AlertChannel.Target? {
        guard
            let mail = try mapping.mapping(
                "mail",
                allowed: ["server", "tls", "from", "to", "user", "password-file", "ca"]
            )
        else { return nil }
        let address = "expected a mail address in ASCII, such as duty@quzhou.example"
        let to = try mail.values("to", expected: "expected a list of mail addresses in ASCII", read: Self.address)
        guard !to.isEmpty, to.count <= 50 else {
            throw mail.error("to", "holds \(to.count) addresses", expected: "expected 1 to 50 mail addresses")
        }
        let from = try mail.value("from", expected: address, read: Self.address)
        let server: Endpoint = try mail.value(
            "server",
            expected: "expected HOST:PORT, such as smtp.quzhou.example:587",
            read: { Endpoint(hostAndPort: $0) }
        )
        var settings = MailSettings(server: server, from: from, to: to)
        settings.security =
            try mail.optionalValue(
                "tls",
                expected: "expected starttls (port 587 or 25), implicit (port 465) or none",
                read: { MailSettings.Security(rawValue: $0) }
            ) ?? settings.security
        settings.authorities = try authorities(mail)
        settings.login = try login(mail)
        guard settings.security != .none || settings.login == nil else {
            throw mail.error(
                "tls",
                "is none, and a password would go over the network in the clear",
                expected: "use starttls or implicit, or leave 'user' and 'password-file' out"
            )
        }
        return .mail(settings)
    }

    private func login(_ mail: YAMLMapping) throws(ConfigurationError) -> MailSettings.Login? {
        guard mail.values["user"] != nil || mail.values["password-file"] != nil else { return nil }
        let user = try mail.text("user", expected: "expected the user at the mail server, beside 'password-file'")
        return MailSettings.Login(
            user: user,
            password: try secret(mail, "password-file", "this password", "the user's password")
        )
    }

    private func dingTalk() throws(ConfigurationError) -> AlertChannel.Target? {
        guard let robot = try mapping.mapping("dingtalk", allowed: ["url", "token-file", "secret-file", "at-all"])
        else { return nil }
        let url = try robot.optionalValue(
            "url",
            expected: "expected an address such as \(DingTalkSettings.usualURL), or http on 127.0.0.1",
            read: OpenIDSettings.address
        )
        var settings = DingTalkSettings(
            url: url ?? DingTalkSettings.usualURL,
            token: try secret(robot, "token-file", "this token", "the access_token of the robot's address")
        )
        if robot.values["secret-file"] != nil {
            settings.secret = try secret(robot, "secret-file", "this secret", "the robot's secret, like SEC...")
        }
        settings.callsAll =
            try robot.optionalValue(
                "at-all",
                expected: "expected true or false",
                read: { ["true": true, "false": false][$0] }
            ) ?? false
        return .dingTalk(settings)
    }

    private func webhook() throws(ConfigurationError) -> AlertChannel.Target? {
        guard let hook = try mapping.mapping("webhook", allowed: ["url", "secret-file", "ca"]) else { return nil }
        let url = try hook.value("url", expected: "expected an address such as https://hooks.quzhou.example/alerts") {
            text in
            guard let url = URL(string: text), let host = url.host, !host.isEmpty, url.user == nil, url.fragment == nil,
                ["http", "https"].contains(url.scheme)
            else { return nil as String? }
            return text
        }
        let text = try secret(hook, "secret-file", "this secret", "a secret like whsec_...")
        guard let secret = WebhookSecret(text: text) else {
            throw hook.error(
                "secret-file",
                "names a file that holds no secret of Standard Webhooks",
                expected: "put whsec_ and 24 to 64 bytes in base64 there: echo whsec_$(openssl rand -base64 32)"
            )
        }
        return .webhook(
            AlertWebhookSettings(url: url, secret: secret.bytes, authorities: try authorities(hook))
        )
    }

    // MARK: Parts

    private func authorities(_ mapping: YAMLMapping) throws(ConfigurationError) -> String? {
        try mapping.optionalText("ca", expected: "expected the file of the authority's certificates in PEM").map(path)
    }

    /// A secret from a file of its own; an error never repeats it.
    private func secret(
        _ mapping: YAMLMapping,
        _ key: String,
        _ holds: String,
        _ what: String
    ) throws(ConfigurationError) -> String {
        let file = path(try mapping.text(key, expected: "expected the file that holds \(what), with mode 0600"))
        try SecretFile.check(file, holds: holds)
        let text = try YAMLMapping.text(of: file).trimmingCharacters(in: .whitespacesAndNewlines)
        guard !text.isEmpty, !text.contains(where: \.isNewline) else {
            throw ConfigurationError(
                file: file,
                problem: "the file does not hold one line",
                expected: "put \(what) there"
            )
        }
        return text
    }

    /// An address that can stand in a header and between angle brackets as it is.
    private static func address(_ text: String) -> String? {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || ".!#$%&'*+-/=?^_`{|}~@".utf8.contains(byte)
        }
        return parts.count == 2 && parts.allSatisfy({ !$0.isEmpty }) && isPlain && text.utf8.count <= 254 ? text : nil
    }
}
