import CaseModel
import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("Configuration: materials")
struct MaterialSettingsTests {
    private let town: Town

    init() throws { town = try Town([Sample.quzhou, Sample.nanping]) }

    private func read(_ lines: String) throws -> MaterialSettings {
        try town.configure(Sample.quzhou, adding: lines)
        return try town.configuration(Sample.quzhou).materials
    }

    @Test("Without the part nothing is asked of a file but that it is not dangerous")
    func absent() throws { #expect(try town.configuration(Sample.quzhou).materials == MaterialSettings()) }

    @Test("An empty part takes what counters really get")
    func empty() throws { #expect(try read("materials: {}").content.allowed == ContentRules.usual) }

    @Test("Everything can be said")
    func everything() throws {
        let settings = try read(
            """
            materials:
              types:
                - application/pdf
                - {type: video/mp4, size: 500 MiB}
              clamd: {tcp: "127.0.0.1:3310", on-failure: quarantine, size-max: 20 MiB, timeout: 5}
              uploads: {open: 5, bytes: 1 GiB, hours: 48}
            """
        )
        #expect(settings.content.allowed?.map(\.type.text) == ["application/pdf", "video/mp4"])
        #expect(settings.content.allowed?.map(\.bytesMax) == [nil, 500 << 20])
        let clamd = try #require(settings.clamd)
        #expect(clamd.address == .tcp(host: "127.0.0.1", port: 3_310))
        #expect(clamd.onFailure == .quarantine && clamd.bytesMax == 20 << 20 && clamd.secondsMax == 5)
        #expect(settings.uploads == UploadLimits(openMax: 5, bytesMax: 1 << 30, hours: 48))
    }

    @Test(
        "What cannot be is refused with its line",
        arguments: [
            ("materials: {types: []}", "is empty"), ("materials: {types: [pdf]}", "can't hold 'pdf'"),
            ("materials: {types: [text/html]}", "could run"),
            ("materials: {types: [{type: image/svg+xml}]}", "could run"),
            ("materials: {types: [application/octet-stream]}", "can't hold"),
            ("materials: {clamd: {}}", "names no scanner"),
            ("materials: {clamd: {socket: /a, tcp: \"127.0.0.1:1\"}}", "or two"),
            ("materials: {clamd: {socket: /a, on-failure: never}}", "on-failure"),
            ("materials: {uploads: {open: 0}}", "open"), ("materials: {kinds: []}", "unknown"),
        ]
    )
    func refusals(lines: String, problem: String) throws {
        do {
            _ = try read(lines)
            Issue.record("\(lines) was taken")
        } catch let error as ConfigurationError {
            #expect("\(error)".contains(problem), "\(error)")
            #expect(error.line != nil)
        }
    }
}
