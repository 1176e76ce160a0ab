import CaseModel
import ExchangeCore
import Foundation
import Logging
import Testing

@testable import CityNode

@Suite("Configuration")
struct ConfigurationTests {
    let folder: TemporaryFolder
    let file: String
    /// The node's file as a laboratory writes it.
    let text: String
    /// The member list as a laboratory writes it.
    let list: String

    init() throws {
        folder = try TemporaryFolder()
        let cities = [
            Laboratory.City(code: Sample.quzhou, name: "衢州市"), Laboratory.City(code: Sample.nanping, name: "南平市"),
        ]
        file = try Laboratory(folder: folder.path, cities: cities, firstPort: 7_000).write()[0]
        text = try String(contentsOfFile: file, encoding: .utf8)
        list = try String(contentsOfFile: folder.path + "/federation.yaml", encoding: .utf8)
    }

    /// What loading says.
    private func fault() -> ConfigurationError? {
        do {
            _ = try Configuration.load(file: file)
            return nil
        } catch {
            return error
        }
    }

    /// The line, from 1, on which some text begins.
    private func line(of part: String, in text: String) -> Int {
        sure(text.split(separator: "\n", omittingEmptySubsequences: false).firstIndex { $0.contains(part) }) + 1
    }

    @Test("What a laboratory writes is a configuration that loads")
    func loads() throws {
        let configuration = try Configuration.load(file: file)
        #expect(configuration.node == Sample.quzhou)
        #expect(configuration.own?.name == "衢州市")
        #expect(configuration.peers.keys.map(\.description) == ["350700"])
        #expect(configuration.listen.text == "tcp://127.0.0.1:7000")
        #expect(configuration.api.address?.port == 7_100)
        #expect(configuration.data == folder.path + "/data/330800")
        #expect(configuration.api.socket == folder.path + "/data/330800/api.sock")
        #expect(configuration.federationFile == folder.path + "/federation.yaml")
        #expect(configuration.backlogBytesPerPeerMax == 4 << 30)
        #expect(configuration.materialBytesMax == 2 << 30)
        #expect(configuration.log == LogSettings())
        for name in ["keys", "data", "nodes"] {
            let mode = try FileManager.default.attributesOfItem(atPath: folder.path + "/" + name)[.posixPermissions]
            #expect((mode as? NSNumber)?.intValue == 0o700)
        }
    }

    @Test("Limits and log may be left out")
    func defaults() throws {
        let short = sure(text.range(of: "limits:")).lowerBound
        try folder.write(String(text[..<short]), to: "nodes/330800.yaml")
        let configuration = try Configuration.load(file: file)
        #expect(configuration.backlogBytesPerPeerMax == 20 << 30)
        #expect(configuration.materialBytesMax == Configuration.materialBytesLimit)
        #expect(configuration.log == LogSettings())
    }

    /// One change of the node's file, and what must be said about it.
    struct Change: CustomTestStringConvertible {
        var from: String
        var to: String
        /// A part of the line that is named, after the change.
        var line: String
        var problem: String
        var expected: String
        var testDescription: String { "\(from) -> \(to)" }

        init(_ from: String, _ to: String, line: String? = nil, _ problem: String, _ expected: String) {
            self.from = from
            self.to = to
            self.line = line ?? to
            self.problem = problem
            self.expected = expected
        }
    }

    @Test("Who hears of what is slow may be set line by line")
    func reminders() throws {
        #expect(try Configuration.load(file: file).reminders == .standard)
        let table = """

            reminders:
              stages:
                response:
                  limit: 5 office minutes
                  steps:
                    - {after: 0 office minutes, to: liaison}
                    - {after: 2个工作日, to: working-group}
              days-before:
                promised: 4
            """
        try folder.write(text + table, to: "nodes/330800.yaml")
        let rules = try Configuration.load(file: file).reminders
        let steps = [
            StageTimerRules.Step(after: WorkAmount(0, .officeMinutes), to: .liaison),
            StageTimerRules.Step(after: WorkAmount(2, .workingDays), to: .workingGroup),
        ]
        #expect(rules.stages[.response] == .init(limit: WorkAmount(5, .officeMinutes), steps: steps))
        #expect(rules.stages[.push] == StageTimerRules.standard[.push])
        #expect(rules.days(before: .promised) == 4)
        #expect(rules.days(before: .delivery) == ReminderRules.standard.days(before: .delivery))
    }

    static let changes = [
        Change("log: info", "logs: info", "'logs'", "expected: alerts, api, catalogue, contacts, data"),
        Change("log: info", "log: loud", "'loud'", "expected trace, debug"),
        Change("  socket:", "  pipe:", "'pipe'", "expected: burst, calls-per-second, names, openid, sign-in"),
        Change("node: \"330800\"", "node: \"33080\"", "'33080'", "six digits"),
        Change("node: \"330800\"", "node: \"361100\"", "federation.yaml does not list", "add this node"),
        Change("node: \"330800\"", "node: [1]", "is not a text", "six digits"),
        Change("listen: tcp://127.0.0.1:7000", "listen: udp://127.0.0.1:7000", "udp://", "tcp://HOST:PORT"),
        Change("listen: tcp://127.0.0.1:7000", "listen: tcp://127.0.0.1:70000", "70000", "1 to 65535"),
        Change("listen: tcp://127.0.0.1:7000", "listen: tcp://127.0.0.1", "'tcp://127.0.0.1'", "tcp://HOST:PORT"),
        Change("tcp: 127.0.0.1:7100", "tcp: 7100", "'7100'", "127.0.0.1:7080"),
        Change("tcp: 127.0.0.1:7100", "tcp: 0.0.0.0:7100", "0.0.0.0:7100", "loopback"),
        Change("4 GiB", "many", "'many'", "512 MiB"),
        Change("4 GiB", "-1 GiB", "'-1 GiB'", "512 MiB"),
        Change("4 GiB", "99999999999 TiB", "'99999999999 TiB'", "512 MiB"),
        Change("material-size: 2 GiB", "material-size: 3 GiB", "'3 GiB'", "at most 2 GiB"),
        Change("log: info", "log: info\nreminders: {stages: {originals: 1}}", line: "reminders", "'originals'", "push"),
        Change("log: info", "log: info\nreminders: {days-before: {promised: 61}}", line: "reminders", "promised", "60"),
        Change(
            "log: info",
            "log: info\nreminders: {days-before: {promised: few}}",
            line: "reminders",
            "'few'",
            "such as 2"
        ),
        Change(
            "log: info",
            "log: info\nreminders: {stages: {push: {limit: 1 day, steps: []}}}",
            line: "reminders",
            "'1 day'",
            "1 working day"
        ),
        Change(
            "log: info",
            "log: info\nreminders: {stages: {push: {limit: 1 working day, steps: []}}}",
            line: "reminders",
            "push.steps",
            "at least"
        ),
        Change(
            "log: info",
            "log: info\nreminders: {stages: {push: {limit: 1 working day, steps: [{after: 1 working day, to: boss}]}}}",
            line: "reminders",
            "'boss'",
            "working-group"
        ),
        Change("log: info", "log: info\nlog: debug", line: "log: info", "twice", "keep one of them"),
        Change("log: info", "log: \"info", line: "log: \"info", "this is not YAML", "correct the line"),
        Change("log: info", "? [a, b]\n: 1", line: "? [a, b]", "a key must be text", "expected: alerts, api"),
    ]

    @Test("A mistake is named with its file, its line and what was expected", arguments: changes)
    func mistakes(_ change: Change) throws {
        let changed = text.replacing(change.from, with: change.to, maxReplacements: 1)
        #expect(changed != text)
        try folder.write(changed, to: "nodes/330800.yaml")
        let error = try #require(fault())
        #expect(error.file == file)
        #expect(error.problem.contains(change.problem), "\(error)")
        #expect(error.expected.contains(change.expected), "\(error)")
        // A text that is never closed is noticed at its end.
        let slack = change.problem == "this is not YAML" ? 0...2 : 0...0
        let distance = try #require(error.line) - line(of: change.line, in: changed)
        #expect(slack.contains(distance), "\(error)")
        #expect(error.description.hasPrefix("\(file):"))
    }

    @Test("What must be there and is not is named", arguments: ["node", "federation", "keys", "data", "listen"])
    func missing(_ key: String) throws {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix(key + ":") }
        try folder.write(lines.joined(separator: "\n"), to: "nodes/330800.yaml")
        let error = try #require(fault())
        #expect(error.file == file)
        #expect(error.problem == "'\(key)' is missing")
        #expect(error.expected.hasPrefix("expected"))
    }

    @Test("An API that opens nothing is refused", arguments: ["", "api: {}\n"])
    func noAPI(_ api: String) throws {
        var lines = text.split(separator: "\n").map(String.init)
        lines.removeAll { line in ["api:", "  tcp:", "  socket:", "  sign-in:"].contains { line.hasPrefix($0) } }
        try folder.write(api + lines.joined(separator: "\n"), to: "nodes/330800.yaml")
        let error = try #require(fault())
        #expect(error.problem == "'api' opens nothing")
        #expect(error.expected.contains("'tcp', 'socket'"))
        try folder.write("api: 7\n" + lines.joined(separator: "\n"), to: "nodes/330800.yaml")
        #expect(fault()?.problem == "a mapping is needed here")
        #expect(fault()?.line == 1)
    }

    @Test("A file that is not there, is empty or is no text is named")
    func files() throws {
        for name in ["nodes/330800.yaml", "federation.yaml", "keys/330800.yaml"] {
            let path = "\(folder.path)/\(name)"
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            try FileManager.default.removeItem(atPath: path)
            #expect(fault()?.file == path)
            #expect(fault()?.problem == "there is no such file")
            try folder.write("", to: name)
            #expect(fault()?.file == path)
            #expect(fault()?.problem == "the file is empty")
            try folder.write("- 1\n", to: name)
            #expect(fault()?.problem == "a mapping is needed here")
            try Data([0xFF, 0xFE, 0xFD]).write(to: URL(fileURLWithPath: path))
            #expect(fault()?.file == path)
            #expect(fault()?.problem == "the file can't be read")
            try folder.write(String(decoding: before, as: UTF8.self), to: name)
            #expect(fault() == nil)
        }
    }

    static let listChanges = [
        Change("code: \"350700\"", "code: \"330800\"", line: "code: \"330800\"", "a second time", "keep one"),
        Change("code: \"350700\"", "code: \"035070\"", "'035070'", "six digits"),
        Change("name: 南平市", "city: 南平市", "'city'", "expected: code"),
        Change(":7001", ":7000", line: ":7000", "another member's too", "a port of its own"),
        Change("tcp://127.0.0.1:7001", "tcp://127.0.0.1:0", "tcp://127.0.0.1:0", "1 to 65535"),
        Change("members:", "member:", "'member'", "expected: members"),
        Change("members:", "members: 7\nx:", line: "members: 7", "'x'", "expected: members"),
    ]

    @Test("A mistake in the member list is named with its line", arguments: listChanges)
    func listMistakes(_ change: Change) throws {
        let changed = list.replacing(change.from, with: change.to, maxReplacements: 1)
        #expect(changed != list)
        try folder.write(changed, to: "federation.yaml")
        let error = try #require(fault())
        #expect(error.file == folder.path + "/federation.yaml")
        #expect(error.problem.contains(change.problem), "\(error)")
        #expect(error.expected.contains(change.expected), "\(error)")
        let lines = changed.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let named = try #require(error.line)
        #expect(lines.indices.contains(named - 1))
        if change.problem != "'x'" { #expect(lines[named - 1].contains(change.line), "\(error)") }
    }

    @Test("Keys of the list that are none, or are another's, are named")
    func listKeys() throws {
        let theirs = try NodeKeys.load(file: folder.path + "/keys/350700.yaml")
        let ours = try NodeKeys.load(file: folder.path + "/keys/330800.yaml")
        let curve = theirs.curve.publicKey.z85
        let signing = theirs.signing.verifyingKey.text
        let fresh = try NodeKeys.generate()
        func said(_ from: String, _ to: String) throws -> ConfigurationError? {
            try folder.write(list.replacing(from, with: to), to: "federation.yaml")
            return fault()
        }
        #expect(try said(curve, String(curve.dropLast()))?.problem.contains("'curve-public-key' can't be") == true)
        #expect(try said(signing, "AAAA")?.problem.contains("'signing-public-key' can't be") == true)
        #expect(try said(curve, ours.curve.publicKey.z85)?.problem == "'curve-public-key' is another member's too")
        #expect(
            try said(signing, ours.signing.verifyingKey.text)?.problem == "'signing-public-key' is another member's too"
        )
        // Our own line and our own keys must agree.
        let wrongCurve = try #require(try said(ours.curve.publicKey.z85, fresh.curve.publicKey.z85))
        #expect(wrongCurve.file == folder.path + "/keys/330800.yaml")
        #expect(wrongCurve.problem.contains("not the keys") && wrongCurve.problem.contains("curve"))
        #expect(wrongCurve.expected.contains(ours.curve.publicKey.z85))
        let wrongSigning = try #require(
            try said(ours.signing.verifyingKey.text, fresh.signing.verifyingKey.text)
        )
        #expect(wrongSigning.problem.contains("signing"))
        #expect(wrongSigning.expected.contains(ours.signing.verifyingKey.text))
    }

    @Test("An empty member list is refused")
    func noMembers() throws {
        try folder.write("members: []\n", to: "federation.yaml")
        #expect(fault()?.problem == "'members' has 0 items")
    }

    @Test(
        "A key file that others may read is refused, with the command that repairs it",
        arguments: [0o640, 0o604, 0o660]
    )
    func openKeys(_ mode: Int) throws {
        let keys = folder.path + "/keys/330800.yaml"
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: keys)
        let error = try #require(fault())
        #expect(error.problem.contains("mode \(String(mode, radix: 8))"))
        #expect(error.expected == "run: chmod 600 \(keys)")
    }

    @Test("A secret key that is none is refused and not repeated")
    func badKeys() throws {
        let keys = folder.path + "/keys/330800.yaml"
        let good = try String(contentsOfFile: keys, encoding: .utf8)
        let own = try NodeKeys.load(file: keys)
        for (secret, bad) in [(own.curve.secretKey.z85, "geheim-1"), (own.signing.text, "geheim-2")] {
            try folder.write(good.replacing(secret, with: bad), to: "keys/330800.yaml")
            let error = try #require(fault())
            #expect(error.file == keys)
            #expect(error.line == line(of: bad, in: good.replacing(secret, with: bad)))
            #expect(!error.description.contains(bad))
            #expect(error.expected.contains("tongban keys new"))
        }
        try folder.write(good.replacing("curve-secret-key", with: "curve"), to: "keys/330800.yaml")
        #expect(fault()?.problem == "the key 'curve' is unknown here")
    }

    @Test("Keys are written for their owner alone, and never over others")
    func neverOverwritten() throws {
        let keys = folder.path + "/keys/330800.yaml"
        let before = try String(contentsOfFile: keys, encoding: .utf8)
        let error = #expect(throws: ConfigurationError.self) { try NodeKeys.generate().write(to: keys) }
        #expect(error?.expected.contains("never overwritten") == true)
        #expect(try String(contentsOfFile: keys, encoding: .utf8) == before)
        let again = Laboratory(
            folder: folder.path,
            cities: [Laboratory.City(code: Sample.quzhou, name: "x")],
            firstPort: 7_000
        )
        #expect(throws: ConfigurationError.self) { try again.write() }
        try FileManager.default.removeItem(atPath: folder.path + "/federation.yaml")
        #expect(throws: ConfigurationError.self) { try again.write() }
        #expect(try String(contentsOfFile: keys, encoding: .utf8) == before)
        let attributes = try FileManager.default.attributesOfItem(atPath: keys)
        #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
        #expect(throws: ConfigurationError.self) {
            try NodeKeys.generate().write(to: folder.path + "/no/such/keys.yaml")
        }
    }

    @Test("The examples in Config load once their keys are made")
    func examples() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let config = root.appending(path: "Config")
        try #require(FileManager.default.fileExists(atPath: config.path), "the repository has examples")
        let nodes = try FileManager.default.contentsOfDirectory(atPath: config.path + "/nodes")
        #expect(!nodes.isEmpty)
        for name in nodes {
            let copy = try TemporaryFolder()
            for folder in ["nodes", "keys"] {
                try FileManager.default.createDirectory(
                    atPath: copy.path + "/" + folder,
                    withIntermediateDirectories: true
                )
            }
            let node = try String(contentsOfFile: config.path + "/nodes/" + name, encoding: .utf8)
            var members = try String(contentsOfFile: config.path + "/federation.yaml", encoding: .utf8)
            try copy.write(node, to: "nodes/" + name)
            let keys = try NodeKeys.generate()
            let place = sure(node.split(separator: "\n").first { $0.hasPrefix("keys: ") }).dropFirst(6)
            try keys.write(to: URL(fileURLWithPath: copy.path + "/nodes/" + place).standardizedFileURL.path)
            // The list holds the members' real public keys, or none that is one; ours take their place.
            let code = sure(node.split(separator: "\n").first { $0.hasPrefix("node: ") }).dropFirst(6)
            var lines = members.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            var isOwn = false
            for index in lines.indices {
                if lines[index].contains("code: ") { isOwn = lines[index].contains(code) }
                let key = isOwn ? keys : try NodeKeys.generate()
                for (word, line) in zip(["curve-public-key", "signing-public-key"], key.publicLines)
                where lines[index].trimmingCharacters(in: .whitespaces).hasPrefix(word) {
                    lines[index] = "    " + line
                }
            }
            members = lines.joined(separator: "\n")
            try copy.write(members, to: "federation.yaml")
            let configuration = try Configuration.load(file: copy.path + "/nodes/" + name)
            #expect(configuration.peers.count == configuration.federation.members.count - 1)
        }
    }
}
