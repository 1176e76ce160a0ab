import CaseModel
import Foundation
import MemoryNode
import NodeAPI
import Testing

@testable import tongban

/// `tongban account` and `tongban token` against a node that asks for sign-in.
@Suite struct AccountCommandTests {
    private let folder: Folder

    init() throws { folder = try Folder() }

    private func tokenFile(_ text: String, mode: Int = 0o600) throws -> String {
        let file = try folder.file("token-\(UUID().uuidString)", Data((text + "\n").utf8))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
        return file
    }

    @Test func aNodeIsSetUpFromItsSocket() async throws {
        let socket = folder.path + "/api.sock"
        try await NodeHarness(signIn: .required).run(at: .unix(path: socket)) { _ in
            func run(_ arguments: String...) async -> Outcome {
                await Commands.run(arguments + ["--node", socket])
            }
            let early = await run("account", "add", "社保", "--kind", "system", "--role", "reviewer", "--office", "一科")
            #expect(early.status == .refused && early.text.contains("not-permitted"), "\(early.text)")
            let first = await run(
                "account",
                "add",
                "赵安",
                "--kind",
                "person",
                "--role",
                "安全管理员",
                "--token-label",
                "first"
            )
            #expect(first.status == .done, "\(first.text)")
            let secret = try #require(first.out.first { $0.hasPrefix("tb_") })
            let second = await run("account", "add", "钱安", "--kind", "person", "--role", "securityAdministrator")
            #expect(second.status == .refused, "\(second.text)")

            let file = try tokenFile(secret)
            let added = await run(
                "account",
                "add",
                "社保",
                "--kind",
                "system",
                "--role",
                "reviewer",
                "--office",
                "一科",
                "--token-file",
                file
            )
            #expect(added.status == .done && added.text.contains("account   2, 社保 (system)"), "\(added.text)")
            let token = await run(
                "token",
                "add",
                "2",
                "--label",
                "生产",
                "--scope",
                "cases:read",
                "--days",
                "5",
                "--token-file",
                file
            )
            let own = try #require(token.out.first { $0.hasPrefix("tb_") })
            let me = await run("account", "me", "--token", own)
            #expect(
                me.text.contains("caller   account 2, 社保, by token") && me.text.contains("cases:read"),
                "\(me.text)"
            )
            #expect(await run("case", "list", "--token", own).status == .done)
            #expect(await run("status", "--token", own).status == .refused)
            #expect(await run("status").status == .done, "this machine's operator needs no token")

            let changed = await run(
                "account",
                "change",
                "2",
                "--role",
                "decider",
                "--token-file",
                file,
                "--office",
                "二科"
            )
            #expect(changed.text.contains("decider") && changed.text.contains("version   2"), "\(changed.text)")
            let list = await run("account", "list", "--token-file", file)
            #expect(list.out.count == 3 && list.text.contains("二科"), "\(list.text)")
            #expect(await run("account", "show", "2", "--token-file", file).text.contains("社保"))
            #expect(await run("account", "lock", "2", "--token-file", file).text.contains("locked since"))
            #expect(await run("case", "list", "--token", own).status == .refused)
            #expect(await run("account", "unlock", "2", "--token-file", file).status == .done)
            let id = try #require(TokenText(own)?.id)
            #expect(await run("token", "revoke", id, "--token-file", file).status == .done)
            let tokens = await run("token", "list", "--account", "2", "--token-file", file)
            #expect(tokens.out.count == 2 && tokens.text.contains(id) && !tokens.text.contains(own))
            #expect(await run("account", "me", "--token", own).status == .refused)
        }
    }

    @Test func aTokenComesFromWhereItIsNamed() async throws {
        let harness = NodeHarness(signIn: .required)
        let token = try harness.node.signIn(Account(kind: .person, name: "计数", roles: [.statistician])).token
        let file = try tokenFile(token)
        try await harness.run { url in
            func me(_ arguments: [String], _ environment: [String: String] = [:]) async -> Outcome {
                await Commands.run(["account", "me", "--node", url] + arguments, environment: environment)
            }
            #expect(await me(["--token", token]).status == .done)
            #expect(await me([], ["TONGBAN_TOKEN": token]).status == .done)
            #expect(await me([], ["TONGBAN_TOKEN_FILE": file]).status == .done)
            #expect(await me(["--token-file", file], ["TONGBAN_TOKEN": "nonsense"]).status == .done)
            let none = await me([])
            #expect(none.status == .refused && none.text.contains("sign-in-required"), "\(none.text)")
            #expect(await me(["--token", token, "--token-file", file]).status == .usage)
            let wrong = await me(["--token", "tb_secret"])
            #expect(wrong.status == .badData && !wrong.text.contains("tb_secret"))
        }
    }

    @Test func aTokenThatOthersMayReadIsNotUsed() async throws {
        let harness = NodeHarness(signIn: .required)
        let token = try harness.node.signIn(Account(kind: .person, name: "计数", roles: [.statistician])).token
        let file = try tokenFile(token, mode: 0o644)
        let outcome = await Commands.run(["account", "me", "--node", "http://127.0.0.1:9", "--token-file", file])
        #expect(outcome.status == .badData && outcome.text.contains("chmod 600"), "\(outcome.text)")
        let missing = await Commands.run(["account", "me", "--node", "/x", "--token-file", folder.path + "/none"])
        #expect(missing.status == .noInput)
    }

    @Test func aNodeWithTLSIsCalledByWhoTrustsIt() async throws {
        let made = try TestCertificate()
        var harness = NodeHarness(signIn: .required)
        harness.certificates = try Certificates(certificate: made.certificate, key: made.key)
        let token = try harness.node.signIn(Account(kind: .person, name: "计数", roles: [.statistician])).token
        try await harness.run { url in
            let arguments = ["account", "me", "--node", url, "--token", token]
            #expect(await Commands.run(arguments + ["--ca", made.certificate]).status == .done)
            #expect(await Commands.run(arguments, environment: ["TONGBAN_CA": made.certificate]).status == .done)
            let stranger = await Commands.run(arguments)
            #expect(stranger.status == .unreachable && stranger.text.contains("certificate"), "\(stranger.text)")
        }
    }

    @Test func argumentsThatDoNotFitAreRefused() async {
        let wrong = [
            ["account", "add", "x", "--kind", "person"],
            ["account", "add", "x", "--kind", "dog", "--role", "reviewer"],
            ["account", "add", "x", "--kind", "person", "--role", "king"],
            ["account", "add", "x", "--kind", "person", "--role", "reviewer", "--issuer", "https://id.example"],
            ["account", "change", "1", "--no-offices", "--office", "x"],
            ["token", "add", "1", "--label", "x", "--scope", "everything"],
        ]
        for arguments in wrong {
            #expect(await Commands.run(arguments + ["--node", "/x"]).status == .usage, "\(arguments)")
        }
    }
}
