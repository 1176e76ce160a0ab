import Testing

/// What only another program can check.
@Suite struct ToolTests {
    private static let generator = "Sources/ExchangeWire/Contract/generate"

    @Test func theFormatterHasNothingToSay() throws {
        let ending = try Tool.run(
            "swift",
            "format",
            "lint",
            "--strict",
            "--recursive",
            "Package.swift",
            "Sources",
            "Tests"
        )
        #expect(ending.code == 0, "\(ending.output)")
    }

    @Test func theGeneratorIsThere() {
        #expect(Repository.exists(Self.generator))
    }

    @Test(.enabled(if: Tool.isInstalled("protoc"), "protoc is not installed"))
    func generatedCodeIsUpToDate() throws {
        let ending = try Tool.run(Self.generator, "--check")
        #expect(ending.code == 0, "\(ending.output)")
    }

    @Test(.enabled(if: Tool.isInstalled("shellcheck"), "shellcheck is not installed"))
    func shellScriptsAreClean() throws {
        let ending = try Tool.run(
            "shellcheck",
            "--external-sources",
            ".ci/run",
            "--severity=warning",
            "Deploy/test",
            "Deploy/quickstart",
            "Tests/Interop/run",
            Self.generator
        )
        #expect(ending.code == 0, "\(ending.output)")
    }
}
