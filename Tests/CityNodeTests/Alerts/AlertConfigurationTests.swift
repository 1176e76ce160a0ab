import Foundation
import Logging
import Testing

@testable import CityNode

@Suite("Configuration of alerts and of the log")
struct AlertConfigurationTests {
    private let folder: TemporaryFolder
    private let file: String
    private let text: String

    init() throws {
        folder = try TemporaryFolder()
        let cities = [
            Laboratory.City(code: Sample.quzhou, name: "衢州市"), Laboratory.City(code: Sample.nanping, name: "南平市"),
        ]
        file = try Laboratory(folder: folder.path, cities: cities, firstPort: 7_000).write()[0]
        text = try String(contentsOfFile: file, encoding: .utf8).replacing("log: info\n", with: "")
        try folder.write("geheim\n", to: "keys/secret")
        try folder.write("whsec_\(Data(repeating: 7, count: 32).base64EncodedString())\n", to: "keys/hook")
        try folder.write("shown\n", to: "keys/shown", mode: 0o644)
        try folder.write("\n", to: "keys/empty")
    }

    private func load(_ lines: String) throws -> Configuration {
        try folder.write(text + lines + "\n", to: "nodes/330800.yaml")
        return try Configuration.load(file: file)
    }

    private func fault(_ lines: String) -> String {
        do {
            _ = try load(lines)
            return "none"
        } catch { return "\(error)" }
    }

    @Test("Nothing is needed; what is said holds")
    func reads() throws {
        #expect(try load("").alerts == AlertSettings())
        let settings = try load(
            """
            alerts:
              disk-free: 10 GiB
              peer-away: 5
              backlog-age: 6
              clock-apart: 7
              channels:
                - name: duty-mail
                  mail:
                    server: smtp.quzhou.example:465
                    tls: implicit
                    from: tongban@quzhou.example
                    to: [duty@quzhou.example]
                    user: tongban
                    password-file: ../keys/secret
                    ca: ../keys/ca.pem
                  level: critical
                  codes: [halted, disk-low]
                  repeat: 0
                  cleared: false
                  after: 0
                  group: 60
                - name: robot
                  dingtalk: {token-file: ../keys/secret, secret-file: ../keys/secret, at-all: true}
                - name: hook
                  webhook: {url: "http://10.1.2.3/alerts", secret-file: ../keys/hook}
            """
        ).alerts
        let (gib, minutes) = (settings.thresholds.diskFreeBytes, settings.thresholds.peerAwayMinutes)
        #expect(gib == 10 << 30 && minutes == 5)
        #expect(settings.thresholds.backlogAgeMinutes == 6 && settings.thresholds.clockApartSeconds == 7)
        #expect(settings.channels.map(\.name) == ["duty-mail", "robot", "hook"])
        guard case .mail(let mail) = settings.channels[0].target else {
            Issue.record("no mail")
            return
        }
        #expect(mail.security == .implicit && mail.login == .init(user: "tongban", password: "geheim"))
        #expect(mail.authorities == folder.path + "/keys/ca.pem")
        let rules = settings.channels[0].rules
        #expect(rules.level == .critical && rules.codes == [.halted, .diskLow] && rules.repeatHours == 0)
        #expect(!rules.tellsCleared && rules.standSeconds == 0 && rules.groupSeconds == 60)
        #expect(settings.channels[1].rules == AlertRules())
        let robot = DingTalkSettings(
            url: DingTalkSettings.usualURL,
            token: "geheim",
            secret: "geheim",
            callsAll: true
        )
        #expect(settings.channels[1].target == .dingTalk(robot))
        let hook = AlertWebhookSettings(url: "http://10.1.2.3/alerts", secret: Array(repeating: 7, count: 32))
        #expect(settings.channels[2].target == .webhook(hook))
    }

    @Test(
        "What is wrong is named with its line and with what was expected",
        arguments: [
            ("level: loud", "expected info, warning, critical"),
            ("codes: [nothing]", "expected codes of alarms: peer-s"),
            ("repeat: 1000", "hours from 0 to 720"), ("cleared: maybe", "true or false"),
            ("after: -1", "seconds from 0"),
            ("nonsense: 1", "the key 'nonsense' is unknown here"),
            ("dingtalk: {token-file: ../keys/secret}", "leads to more than one thing"),
        ]
    )
    func faults(line: String, problem: String) {
        let said = fault(
            """
            alerts:
              channels:
                - name: hook
                  webhook: {url: "https://a.example/", secret-file: ../keys/hook}
                  \(line)
            """
        )
        #expect(said.contains(problem), "\(said)")
        #expect(said.contains("330800.yaml:"), "\(said)")
    }

    @Test(
        "So is a channel that leads nowhere, and a secret that others may read",
        arguments: [
            ("name: a b", "expected a short name"), ("name: a", "leads to nothing"),
            ("{name: a, webhook: {url: ftp://x, secret-file: ../keys/hook}}", "expected an address"),
            ("{name: a, webhook: {url: 'https://x.example', secret-file: ../keys/secret}}", "no secret of Standard"),
            ("{name: a, dingtalk: {token-file: ../keys/shown}}", "chmod 600"),
            ("{name: a, dingtalk: {token-file: ../keys/empty}}", "one line"),
            ("{name: a, dingtalk: {token-file: ../keys/gone}}", "there is no such file"),
            ("{name: a, dingtalk: {url: 'http://a.example', token-file: ../keys/secret}}", "expected an address"),
            ("{name: a, mail: {server: x, from: a@b, to: [a@b]}}", "expected HOST:PORT"),
            ("{name: a, mail: {server: 'x:25', from: 张@b, to: [a@b]}}", "mail address in ASCII"),
            ("{name: a, mail: {server: 'x:25', from: a@b, to: ['a@b\\r\\nRCPT']}}", "mail addresses in ASCII"),
            ("{name: a, mail: {server: 'x:25', from: a@b, to: []}}", "1 to 50"),
            ("{name: a, mail: {server: 'x:25', from: a@b, to: [a@b], password-file: ../keys/secret}}", "is missing"),
            (
                "{name: a, mail: {server: 'x:25', tls: none, from: a@b, to: [a@b], user: u, password-file: ../keys/secret}}",
                "in the clear"
            ),
        ]
    )
    func channels(channel: String, problem: String) {
        let said = fault("alerts:\n  channels:\n    - \(channel)")
        #expect(said.contains(problem), "\(said)")
        #expect(!said.contains("geheim"), "\(said)")
    }

    @Test("The configuration that explains every key has channels that load when they are taken out of their comment")
    func explained() throws {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Config/nodes/quzhou.yaml").standardized
        let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
        let first = try #require(lines.firstIndex(of: "# alerts:"))
        var block = lines[first...].prefix { $0.hasPrefix("# ") }.map { String($0.dropFirst(2)) }.joined(
            separator: "\n"
        )
        for (key, name) in [("smtp-password", "secret"), ("dingtalk-token", "secret"), ("dingtalk-secret", "secret")] {
            block = block.replacing("../keys/\(key)", with: "../keys/\(name)")
        }
        let settings = try load(block.replacing("../keys/desk-secret", with: "../keys/hook")).alerts
        #expect(settings.channels.map(\.name) == ["duty-mail", "duty-group", "duty-desk"])
        #expect(settings.thresholds == AlarmThresholds())
        #expect(settings.channels.allSatisfy { $0.rules == AlertRules() || $0.rules.level == .critical })
    }

    @Test("Two channels have two names")
    func names() {
        let hook = "{name: a, webhook: {url: 'https://a.example/', secret-file: ../keys/hook}}"
        #expect(fault("alerts: {channels: [\(hook), \(hook)]}").contains("a second time"))
    }

    @Test("The log is a level, or a level and a format")
    func log() throws {
        #expect(try load("").log == LogSettings())
        #expect(try load("log: debug").log == LogSettings(level: .debug, format: nil))
        #expect(try load("log: {level: error, format: json}").log == LogSettings(level: .error, format: .json))
        #expect(try load("log: {format: journal}").log == LogSettings(level: .info, format: .journal))
        #expect(fault("log: loud").contains("expected trace"))
        #expect(fault("log: {level: loud}").contains("expected trace"))
        #expect(fault("log: {format: xml}").contains("expected text, json, journal"))
        #expect(fault("log: {lines: 3}").contains("'lines' is unknown"))
        #expect(LogSettings(level: .info).limitsRepeats && !LogSettings(level: .trace).limitsRepeats)
    }
}
