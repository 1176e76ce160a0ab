import CaseModel
import Crypto
import Foundation
import Hummingbird
import MemoryNode
import Testing

@testable import NodeAPI

/// Uploads in parts over HTTP, as tus 1.0 has them.
@Suite struct UploadRouteTests {
    private let file = ByteBuffer(string: String(repeating: "通办", count: 500))
    private static let part = ["Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"]
    private static let tus = ["Tus-Resumable": "1.0.0"]

    private func slice(_ range: Range<Int>) -> ByteBuffer { ByteBuffer(bytes: file.readableBytesView[range]) }

    private func base64(_ text: String) -> String { Data(text.utf8).base64EncodedString() }

    private func begin(_ api: Caller, _ headers: [String: String] = [:], length: Int? = nil) async throws -> String {
        let all = Self.tus.merging(["Upload-Length": "\(length ?? file.readableBytes)"]) { $1 }.merging(headers) { $1 }
        let answer = try await api.send(.post, "/v1/uploads", headers: all, body: nil)
        #expect(answer.status == 201, "\(answer.text)")
        return try #require(answer.header("Location"))
    }

    private func patch(
        _ api: Caller,
        _ uri: String,
        _ range: Range<Int>,
        _ headers: [String: String] = [:]
    ) async throws -> Answer {
        let all = Self.part.merging(["Upload-Offset": "\(range.lowerBound)"]) { $1 }.merging(headers) { $1 }
        return try await api.send(.patch, uri, headers: all, body: slice(range))
    }

    @Test func theNodeSaysWhatItSpeaks() async throws {
        try await APIHarness().run { api in
            let answer = try await api.send(.options, "/v1/uploads", body: nil)
            #expect(answer.status == 204)
            #expect(answer.header("Tus-Version") == "1.0.0")
            #expect(answer.header("Tus-Resumable") == "1.0.0")
            #expect(answer.header("Tus-Max-Size") == "\(2 << 30)")
            #expect(answer.header("Tus-Checksum-Algorithm") == "sha-256,sha1,md5")
            for name in ["creation", "creation-with-upload", "checksum", "termination", "expiration"] {
                #expect(answer.header("Tus-Extension")?.split(separator: ",").contains(Substring(name)) == true)
            }
        }
    }

    @Test func partsBecomeAMaterial() async throws {
        try await APIHarness().run { api in
            let digest = SHA256.hash(data: file.readableBytesView).map { String(format: "%02x", $0) }.joined()
            let metadata = "filename \(base64("说明.txt")),filetype \(base64("text/plain"))"
            let uri = try await begin(api, ["Upload-Metadata": metadata])
            let first = try await patch(api, uri, 0..<1_000)
            #expect(first.status == 204, "\(first.text)")
            #expect(first.header("Upload-Offset") == "1000")
            #expect(first.header("Material-Digest") == nil)
            #expect(first.header("Upload-Expires") == "Tue, 24 Nov 2026 15:00:00 GMT")
            let head = try await api.send(.head, uri, headers: Self.tus, body: nil)
            #expect(head.status == 200)
            #expect(head.header("Upload-Offset") == "1000")
            #expect(head.header("Upload-Length") == "3000")
            #expect(head.header("Upload-Metadata") == metadata)
            #expect(head.header("Cache-Control") == "no-store")
            let last = try await patch(api, uri, 1_000..<3_000)
            #expect(last.header("Material-Digest") == digest)
            #expect(last.header("Location") == "/v1/materials/\(digest)")
            let whole = try await api.send(.head, uri, headers: Self.tus, body: nil)
            #expect(whole.header("Material-Digest") == digest)
            #expect(try await api.get("/v1/materials/\(digest)").response.body == file)
            #expect(try await api.send(.delete, uri, headers: Self.tus, body: nil).status == 204)
            #expect(try await api.send(.head, uri, headers: Self.tus, body: nil).status == 404)
            #expect(try await api.get("/v1/materials/\(digest)").status == 200, "the material stays")
        }
    }

    @Test func theFirstPartMayComeAtOnceAndTheLengthLater() async throws {
        try await APIHarness().run { api in
            let answer = try await api.send(
                .post,
                "/v1/uploads",
                headers: Self.part.merging(["Upload-Defer-Length": "1"]) { $1 },
                body: slice(0..<10)
            )
            #expect(answer.status == 201)
            #expect(answer.header("Upload-Offset") == "10")
            let uri = try #require(answer.header("Location"))
            let head = try await api.send(.head, uri, headers: Self.tus, body: nil)
            #expect(head.header("Upload-Defer-Length") == "1")
            #expect(head.header("Upload-Length") == nil)
            let last = try await patch(api, uri, 10..<3_000, ["Upload-Length": "3000"])
            #expect(last.header("Material-Digest") != nil, "\(last.text)")
        }
    }

    @Test func aChecksumIsChecked() async throws {
        try await APIHarness().run { api in
            let uri = try await begin(api)
            let sum = Data(Insecure.SHA1.hash(data: slice(0..<100).readableBytesView)).base64EncodedString()
            let wrong = try await patch(api, uri, 0..<99, ["Upload-Checksum": "sha1 \(sum)"])
            #expect(try wrong.problem(460) == "checksum-differs")
            #expect(wrong.header("Tus-Resumable") == "1.0.0")
            #expect(try await patch(api, uri, 0..<100, ["Upload-Checksum": "sha1 \(sum)"]).status == 204)
            for text in ["crc32 \(sum)", "sha1", "sha1 ***"] {
                let answer = try await patch(api, uri, 100..<200, ["Upload-Checksum": text])
                #expect(try answer.problem(400) == "bad-header")
            }
        }
    }

    @Test func whatDoesNotFitIsRefused() async throws {
        let harness = APIHarness()
        try await harness.run { api in
            let uri = try await begin(api)
            #expect(try await patch(api, uri, 5..<10).problem(409) == "offset-differs")
            #expect(
                try await patch(api, uri, 0..<10, ["Content-Type": "text/plain"]).problem(415)
                    == "unsupported-media-type"
            )
            #expect(try await patch(api, uri, 0..<10, ["Upload-Offset": "-1"]).problem(400) == "bad-header")
            #expect(try await patch(api, uri, 0..<10, ["Tus-Resumable": "0.2.0"]).problem(412) == "tus-version")
            #expect(try await patch(api, uri, 0..<10, ["Upload-Length": "5"]).problem(413) == "length-differs")
            #expect(try await patch(api, "/v1/uploads/none", 0..<10).problem(404) == "not-found")
            let old = try await api.send(.head, uri, headers: ["Tus-Resumable": "2.0.0"], body: nil)
            #expect(old.status == 412)
            #expect(old.header("Tus-Version") == "1.0.0")
            harness.node.lock(upload: String(uri.dropFirst("/v1/uploads/".count)), true)
            #expect(try await patch(api, uri, 0..<10).problem(423) == "upload-locked")
            for headers in [
                [:], ["Upload-Length": "x"], ["Upload-Length": "5", "Upload-Defer-Length": "1"],
                ["Upload-Length": "5", "Upload-Defer-Length": "yes"], ["Upload-Defer-Length": "yes"],
            ] {
                let answer = try await api.send(
                    .post,
                    "/v1/uploads",
                    headers: Self.tus.merging(headers) { $1 },
                    body: nil
                )
                #expect(try answer.problem(400) == "bad-header")
            }
            let large = ["Upload-Length": "\(3 << 30)"]
            let answer = try await api.send(.post, "/v1/uploads", headers: Self.tus.merging(large) { $1 }, body: nil)
            #expect(try answer.problem(413) == "body-too-large")
        }
    }

    @Test(arguments: ["", "filename", "filename YQ==,empty"]) func metadataIsTaken(text: String) async throws {
        try await APIHarness().run { api in _ = try await begin(api, ["Upload-Metadata": text]) }
    }

    @Test(arguments: [",", "a b c", "a ***", "a YQ==,a YQ=="]) func metadataIsRefused(text: String) async throws {
        try await APIHarness().run { api in
            let answer = try await api.send(
                .post,
                "/v1/uploads",
                headers: Self.tus.merging(["Upload-Length": "1", "Upload-Metadata": text]) { $1 },
                body: nil
            )
            #expect(try answer.problem(400) == "bad-header")
        }
    }

    @Test func whatIsNotTakenEndsTheUpload() async throws {
        try await APIHarness().run { api in
            let uri = try await begin(api, ["Upload-Metadata": "filetype \(base64("application/pdf"))"])
            let answer = try await patch(api, uri, 0..<3_000)
            #expect(try answer.problem(422) == "content-differs")
            #expect(try answer.json["field"] as? String == "Upload-Metadata")
            #expect(try await api.send(.head, uri, headers: Self.tus, body: nil).status == 404)
        }
    }

    @Test func aKeyBeginsOneUpload() async throws {
        try await APIHarness().run { api in
            let uri = try await begin(api, ["Idempotency-Key": "k-1"])
            let again = try await api.send(
                .post,
                "/v1/uploads",
                headers: Self.tus.merging(["Upload-Length": "3000", "Idempotency-Key": "k-1"]) { $1 },
                body: nil
            )
            #expect(again.header("Location") == uri)
            #expect(again.header("Idempotency-Replayed") == "true")
            let other = try await api.send(
                .post,
                "/v1/uploads",
                headers: Self.tus.merging(["Upload-Length": "1", "Idempotency-Key": "k-1"]) { $1 },
                body: nil
            )
            #expect(try other.problem(422) == "idempotency-key-reused")
        }
    }

    @Test func aPostMayStandForAnotherMethod() async throws {
        try await APIHarness().run { api in
            let uri = try await begin(api)
            let headers = Self.part.merging(["Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"]) { $1 }
            #expect(
                try await api.send(.post, uri, headers: headers, body: slice(0..<10)).header("Upload-Offset") == "10"
            )
            #expect(try await api.send(.post, uri, headers: Self.tus, body: nil).problem(400) == "bad-header")
            let end = Self.tus.merging(["X-HTTP-Method-Override": "DELETE"]) { $1 }
            #expect(try await api.send(.post, uri, headers: end, body: nil).status == 204)
        }
    }

    @Test(arguments: [
        (Int64(0), "Thu, 01 Jan 1970 00:00:00 GMT"), (951_782_400_000, "Tue, 29 Feb 2000 00:00:00 GMT"),
        (1_795_446_000_999, "Mon, 23 Nov 2026 15:00:00 GMT"), (4_107_542_399_000, "Sun, 28 Feb 2100 23:59:59 GMT"),
    ])
    func datesAreWrittenAsHTTPHasThem(milliseconds: Int64, text: String) {
        #expect(HTTPDate.text(milliseconds: milliseconds) == text)
    }
}
