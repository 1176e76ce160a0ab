import CaseModel
import Crypto
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Materials over HTTP.
@Suite struct MaterialRouteTests {
    private let file = ByteBuffer(bytes: (0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })

    private var digest: String {
        SHA256.hash(data: file.readableBytesView).map { String(format: "%02x", $0) }.joined()
    }

    private var base64: String { Data(SHA256.hash(data: file.readableBytesView)).base64EncodedString() }

    @Test func whatGoesInComesOut() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let stored = try await api.send(.post, "/v1/materials", body: file)
            #expect(stored.status == 201, "\(stored.text)")
            #expect(try stored.json["digest"] as? String == digest)
            #expect(try stored.json["size"] as? Int == 10_000)
            let again = try await api.send(.put, "/v1/materials/\(digest)", body: file)
            #expect(again.status == 200)
            #expect(try again.json["existed"] as? Bool == true)

            let got = try await api.get("/v1/materials/\(digest)")
            #expect(got.status == 200)
            #expect(got.response.body == file)
            #expect(got.header("Content-Length") == "10000")
            #expect(got.header("ETag") == "\"\(digest)\"")
            #expect(got.header("Content-Type") == "application/pdf")
            #expect(got.header("X-Content-Type-Options") == "nosniff")
            #expect(
                got.header("Content-Disposition")
                    == "attachment; filename*=UTF-8''%E8%BA%AB%E4%BB%BD%E8%AF%81.pdf"
            )
            let head = try await api.send(.head, "/v1/materials/\(digest)", body: nil)
            #expect(head.status == 200)
            #expect(head.response.body.readableBytes == 0)
            #expect(head.header("Content-Length") == "10000")
        }
    }

    @Test(arguments: [
        ("bytes=0-0", 0..<1), ("bytes=100-199", 100..<200), ("bytes=9990-", 9990..<10_000),
        ("bytes=-5", 9995..<10_000), ("bytes=9000-99999", 9000..<10_000), ("bytes=-20000", 0..<10_000),
    ])
    func rangesAreGiven(header: String, range: Range<Int>) async throws {
        try await APIHarness().run { api in
            _ = try await api.send(.post, "/v1/materials", body: file)
            let answer = try await api.get("/v1/materials/\(digest)", ["Range": header])
            #expect(answer.status == 206)
            #expect(Array(answer.response.body.readableBytesView) == Array(file.readableBytesView[range]))
            #expect(
                answer.header("Content-Range") == "bytes \(range.lowerBound)-\(range.upperBound - 1)/10000"
            )
            #expect(answer.header("Content-Length") == "\(range.count)")
        }
    }

    @Test(arguments: ["bytes=10000-", "bytes=20000-30000", "bytes=-0"])
    func rangesOutsideAreRefused(header: String) async throws {
        try await APIHarness().run { api in
            _ = try await api.send(.post, "/v1/materials", body: file)
            let answer = try await api.get("/v1/materials/\(digest)", ["Range": header])
            #expect(try answer.problem(416) == "range-not-satisfiable")
            #expect(answer.header("Content-Range") == "bytes */10000")
        }
    }

    @Test(arguments: ["bytes=1-2,4-5", "lines=1-2", "bytes=5-2", "bytes=-", "bytes=a-b", "bytes=1-2-3"])
    func rangesThatAreNotUnderstoodGiveTheWhole(header: String) async throws {
        try await APIHarness().run { api in
            _ = try await api.send(.post, "/v1/materials", body: file)
            let answer = try await api.get("/v1/materials/\(digest)", ["Range": header])
            #expect(answer.status == 200)
            #expect(answer.response.body == file)
        }
    }

    @Test func conditionsAreKept() async throws {
        try await APIHarness().run { api in
            _ = try await api.send(.post, "/v1/materials", body: file)
            let uri = "/v1/materials/\(digest)"
            let same = try await api.get(uri, ["If-None-Match": "\"\(digest)\""])
            #expect(same.status == 304)
            #expect(same.response.body.readableBytes == 0)
            let whole = try await api.get(uri, ["Range": "bytes=0-1", "If-Range": "\"other\""])
            #expect(whole.status == 200)
            let part = try await api.get(uri, ["Range": "bytes=0-1", "If-Range": "\"\(digest)\""])
            #expect(part.status == 206)
        }
    }

    @Test(arguments: ["Content-Digest", "Repr-Digest"])
    func aDigestThatIsRightIsTaken(header: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.send(
                .post,
                "/v1/materials",
                headers: [header: "sha-512=:AAAA:, sha-256=:\(base64):"],
                body: file
            )
            #expect(answer.status == 201, "\(answer.text)")
        }
        try await APIHarness().run { api in
            let answer = try await api.send(
                .post,
                "/v1/materials",
                headers: ["Digest": "SHA-256=\(base64)"],
                body: file
            )
            #expect(answer.status == 201, "\(answer.text)")
        }
    }

    @Test func aDigestThatIsWrongLeavesNothing() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let other = Data(SHA256.hash(data: Data([1]))).base64EncodedString()
            let answer = try await api.send(
                .post,
                "/v1/materials",
                headers: ["Content-Digest": "sha-256=:\(other):"],
                body: file
            )
            #expect(try answer.problem(422) == "digest-mismatch")
            let path = try await api.send(
                .put,
                "/v1/materials/" + String(repeating: "ab", count: 32),
                body: file
            )
            #expect(try path.problem(422) == "digest-mismatch")
            let both = try await api.send(
                .put,
                "/v1/materials/\(digest)",
                headers: ["Content-Digest": "sha-256=:\(other):"],
                body: file
            )
            #expect(try both.problem(400) == "bad-header")
            #expect(harness.node.materialCount == 0)
        }
    }

    @Test(arguments: ["md5=:AAAA:", "sha-256=:AAAA:", "sha-256=::", "nonsense", "sha-256=:***:"])
    func aDigestThatCannotBeCheckedIsRefused(value: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.send(
                .post,
                "/v1/materials",
                headers: ["Content-Digest": value],
                body: file
            )
            #expect(try answer.problem(400) == "bad-header")
        }
    }

    @Test func moreThanTheLimitIsRefusedWithAndWithoutALength() async throws {
        var harness = APIHarness()
        harness.settings.materialBytesMax = 9_999
        let node = harness.node
        try await harness.run { api in
            let announced = try await api.send(.post, "/v1/materials", body: file)
            #expect(try announced.problem(413) == "body-too-large")
            #expect(node.uploads.broken == 0, "refused before it was read")
            #expect(node.materialCount == 0)
        }
        let body = MeteredBody(base: .init(buffer: file), announced: nil, sizeMax: 9_999)
        await #expect(throws: ServiceError.self) { for try await _ in body {} }
    }

    @Test func formsAreRefused() async throws {
        try await APIHarness().run { api in
            let answer = try await api.send(
                .post,
                "/v1/materials",
                headers: ["Content-Type": "multipart/form-data; boundary=x"],
                body: file
            )
            #expect(try answer.problem(415) == "unsupported-media-type")
        }
    }

    @Test func aMaterialThatHasNotComeInFullSaysHowMuchHas() async throws {
        let harness = APIHarness()
        let digest = try #require(MaterialDigest(hex: String(repeating: "cd", count: 32)))
        harness.node.announce(MaterialInfo(digest: digest, size: 100, heldBytes: 40))
        try await harness.run { api in
            let answer = try await api.get("/v1/materials/\(digest)")
            #expect(try answer.problem(409) == "material-incomplete")
            #expect((try answer.json["detail"] as? String)?.contains("40 of 100") == true)
        }
    }

    @Test func aProblemHasNoBodyWhereOnlyTheHeadWasAskedFor() async throws {
        try await APIHarness().run { api in
            let missing = String(repeating: "0", count: 64)
            for (path, status) in [("/v1/materials/\(missing)", 404), ("/v1/materials/x", 400), ("/v1/nothing", 404)] {
                let answer = try await api.send(.head, path, body: nil)
                #expect(answer.status == status && answer.text.isEmpty, "\(path): \(answer.text)")
                #expect(answer.header("Content-Type") == "application/problem+json")
            }
        }
    }
}
