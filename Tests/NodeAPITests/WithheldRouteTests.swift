import CaseModel
import Crypto
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Files that are not taken, and materials that are kept aside, over HTTP.
@Suite struct WithheldRouteTests {
    private static let bytes = ByteBuffer(string: "test")
    private static let digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"

    private func withheld(_ flag: MaterialFlag, id: Int64 = 1) throws -> WithheldMaterial {
        WithheldMaterial(
            id: id,
            digest: try #require(MaterialDigest(hex: Self.digest)),
            size: 4,
            content: "text/plain",
            flag: flag,
            finding: "Eicar-Test-Signature",
            at: 1_795_446_000_000,
            source: MemoryNode.nanping
        )
    }

    @Test(arguments: [
        ("<html></html>", "", "content-not-taken"), ("#!/bin/sh\n", "text/plain", "content-not-taken"),
        ("<svg/>", "image/svg+xml", "content-not-taken"), ("a text", "image/jpeg", "content-differs"),
        ("%PDF-1.7", "image/png; q=1", "content-differs"),
    ])
    func whatIsNotTakenLeavesNothing(text: String, declared: String, problem: String) async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let answer = try await api.send(
                .post,
                "/v1/materials",
                headers: declared.isEmpty ? [:] : ["Content-Type": declared],
                body: ByteBuffer(string: text)
            )
            #expect(try answer.problem(422) == problem)
            #expect(try answer.json["field"] as? String == "Content-Type")
            #expect(harness.node.materialCount == 0)
        }
    }

    @Test(arguments: ["", "text/plain; charset=utf-8", "application/octet-stream", "application/x-www-form-urlencoded"])
    func whatIsTakenIsTaken(declared: String) async throws {
        try await APIHarness().run { api in
            let headers = declared.isEmpty ? [:] : ["Content-Type": declared]
            let answer = try await api.send(.post, "/v1/materials", headers: headers, body: Self.bytes)
            #expect(answer.status == 201)
        }
    }

    @Test(arguments: [
        (MaterialFlag.checking, 409, "material-being-checked"), (.infected, 409, "material-quarantined"),
        (.discarded, 409, "material-quarantined"), (.differs, 200, ""), (.released, 200, ""),
    ])
    func whatIsKeptAsideIsNotGiven(flag: MaterialFlag, status: Int, problem: String) async throws {
        let harness = APIHarness()
        try await harness.run { api in
            _ = try await api.send(.post, "/v1/materials", body: Self.bytes)
            harness.node.withhold(try withheld(flag))
            let answer = try await api.get("/v1/materials/\(Self.digest)")
            guard status == 200 else {
                #expect(try answer.problem(status) == problem)
                return
            }
            #expect(answer.status == 200)
            #expect(answer.header("Content-Disposition")?.hasPrefix("attachment") == true)
            #expect((answer.header("Content-Type") == "application/octet-stream") == (flag == .differs))
        }
    }

    @Test func operatorsListReleaseAndDiscard() async throws {
        let harness = APIHarness()
        let path = "/v1/material-quarantine"
        harness.node.withhold(try withheld(.infected))
        try await harness.run { api in
            let list = try await api.get(path)
            let items = try #require(try list.json["items"] as? [[String: Any]])
            #expect(items.count == 1)
            #expect(items.first?["standing"] as? String == "infected")
            #expect(items.first?["source"] as? String == "350700")
            #expect(try await Self.count(api, "?state=checking") == 0)
            #expect(try await api.get(path + "?state=bad").problem(400) == "bad-query")
            let uri = "\(path)/\(Self.digest)"
            for body in [#"{"officer": "李强"}"#, #"{"officer": " ", "reason": "x"}"#] {
                #expect(try await api.post(uri + "/release", body).status == 422)
            }
            let order = #"{"officer": "李强", "reason": "误报"}"#
            for _ in 0..<2 {
                let released = try await api.post(uri + "/release", order)
                #expect(released.status == 200, "\(released.text)")
                #expect(try released.json["standing"] as? String == "released")
                #expect(try released.json["decidedBy"] as? String == "李强")
            }
            #expect(try await Self.count(api, "") == 0)
            #expect(try await Self.count(api, "?state=all") == 1)
            let discarded = try await api.post(uri + "/discard", order)
            #expect(try discarded.json["standing"] as? String == "discarded")
            #expect(try await api.post(uri + "/release", order).problem(409) == "material-quarantined")
            let none = "\(path)/\(String(repeating: "0", count: 64))/release"
            #expect(try await api.post(none, order).problem(404) == "not-found")
        }
    }

    private static func count(_ api: Caller, _ query: String) async throws -> Int? {
        let answer = try await api.get("/v1/material-quarantine" + query)
        return (try answer.json["items"] as? [Any])?.count
    }
}
