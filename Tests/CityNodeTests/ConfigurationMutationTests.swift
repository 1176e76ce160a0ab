import Foundation
import TestChance
import Testing

@testable import CityNode

/// A file that cannot be meant so is told with its name and what to do, whatever stands in it; nothing ends the process.
@Suite("Configuration files with bytes changed by chance")
struct ConfigurationMutationTests {
    private static let rounds = 100
    private static let here = URL(filePath: #filePath).deletingLastPathComponent()

    /// What YAML and these files are made of.
    static let words = [
        "{", "}", "[", "]", "\"", "'", ": ", ", ", "- ", "&a ", "*a", "!!int ", "|\n", ">-\n", "%", "#", "@", "`", "? ",
        "~",
        "\t", "\n", "\n  ", "\r\n", "\0", "---\n", "0", "-1", "9223372036854775807", "9223372036854775808", "\u{2028}",
    ]

    /// What was hard once.
    static func kept() throws -> [[UInt8]] { try Corpus.files(in: here.appending(path: "Corpus")) }

    /// Everything that a node's file may say beside what a laboratory's says.
    private static let more = """
        video-link: https://video.example/{case}/{session}
        webhooks: {allow-hosts: [hooks.example, "127.0.0.1"]}
        file-drop: {folder: ../drop, office: 社保中心, roles: [reviewer], officer: 系统, size-max: 1 KiB, seconds: 2}
        materials:
          types: [application/pdf, {type: text/plain, size: 10 MiB}]
          uploads: {open: 200, bytes: 40 GiB, hours: 24}
          clamd: {socket: /run/clamd.ctl, on-failure: quarantine, size-max: 100 MiB, timeout: 60}
        retention: {years: 30, items: [{code: "K9", years: 10}], held-cases: ["330800-20261123-7K2M9QX4RT"]}
        reminders:
          stages: {response: {limit: 10 office minutes, steps: [{after: 0 office minutes, to: liaison}]}}
          days-before: {promised: 2}
        alerts:
          disk-free: 4 GiB
          peer-away: 30
          backlog-age: 60
          clock-apart: 60
          channels:
            - name: mail
              mail: {server: "smtp.example:25", tls: none, from: a@b.example, to: [c@d.example]}
              level: critical
              repeat: 4
              after: 30
              group: 10

        """

    @Test(
        "Every file loads, or is refused with its name and what was expected",
        arguments: 1...4 as ClosedRange<UInt64>
    )
    func files(_ seed: UInt64) throws {
        let folder = try TemporaryFolder()
        let cities = [
            Laboratory.City(code: Sample.quzhou, name: "衢州市"), Laboratory.City(code: Sample.nanping, name: "南平市"),
        ]
        let file = try Laboratory(folder: folder.path, cities: cities, firstPort: 7_000).write()[0]
        let places = [file, folder.path + "/federation.yaml", folder.path + "/keys/330800.yaml"]
        let sound = try places.map { Array(try Data(contentsOf: URL(filePath: $0))) }
        let full = sound[0] + Array(Self.more.utf8)
        let explained = Array(try Data(contentsOf: Self.here.appending(path: "../../Config/nodes/quzhou.yaml")))
        let loop = MutationLoop(
            "configuration",
            // The node's file twice: it has the most in it.
            sound: sound + [full, full],
            kept: try Self.kept() + [explained],
            words: Self.words
        )
        var loaded = 0
        for input in loop.inputs(seed: seed, rounds: Self.rounds) {
            let which = input.origin.map { $0 < places.count ? $0 : 0 } ?? input.round % places.count
            try Data(input.bytes).write(to: URL(filePath: places[which]))
            do throws(ConfigurationError) {
                _ = try Configuration.load(file: file)
                loaded += 1
            } catch {
                #expect(input.round >= loop.sound.count, "\(error) for what is sound")
                Self.expectWhole(error, input)
            }
            try Data(sound[which]).write(to: URL(filePath: places[which]))
        }
        #expect(loaded > loop.sound.count)
    }

    /// Makes sure that an error says where, what and what to do, on one line.
    static func expectWhole(_ error: ConfigurationError, _ input: MutatedInput) {
        #expect(!error.file.isEmpty && !error.problem.isEmpty && !error.expected.isEmpty, "\(error) for \(input)")
        let isOneLine = error.description.unicodeScalars.allSatisfy {
            ![.control, .format, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        #expect(isOneLine, "\(error) for \(input)")
    }
}
