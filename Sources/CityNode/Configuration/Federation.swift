import ExchangeCore
import ExchangeWire
import ZeroMQ

/// The members of the alliance as every one of them knows them: `federation.yaml`.
package struct Federation: Sendable, Equatable {
    /// One member.
    package struct Member: Sendable, Equatable {
        /// Its GB/T 2260 code.
        package var code: NodeCode
        /// Its name for people.
        package var name: String
        /// Where its publisher listens: `tcp://HOST:PORT`.
        package var endpoint: String
        /// Its CURVE public key, Z85.
        package var curvePublicKey: String
        /// Its Ed25519 public key, base64.
        package var signingPublicKey: VerifyingKey
    }

    /// The members, by code.
    package var members: [NodeCode: Member]

    /// The most members that a list may have.
    package static let membersMax = 1_000

    /// Reads `federation.yaml`.
    package static func load(file: String) throws(ConfigurationError) -> Federation {
        let top = try YAMLMapping.load(file: file, allowed: ["members"])
        let keys: Set = ["code", "name", "endpoint", "curve-public-key", "signing-public-key"]
        var members: [NodeCode: Member] = [:]
        var endpoints: Set<String> = []
        var curveKeys: Set<String> = []
        var signingKeys: Set<VerifyingKey> = []
        for item in try top.mappings("members", allowed: keys) {
            let member = Member(
                code: try item.value("code", expected: "expected six digits of GB/T 2260 in quotes, such as \"330800\"")
                {
                    NodeCode($0)
                },
                name: try item.text("name", expected: "expected the member's name, such as 衢州市"),
                endpoint: try item.value(
                    "endpoint",
                    expected: Endpoint.expectation,
                    read: { Endpoint($0)?.text }
                ),
                curvePublicKey: try item.value(
                    "curve-public-key",
                    expected: "expected 40 characters of Z85, as 'tongban keys show' prints them",
                    read: { (try? Z85.decode($0))?.count == 32 ? $0 : nil }
                ),
                signingPublicKey: try item.value(
                    "signing-public-key",
                    expected: "expected 44 characters of base64, as 'tongban keys show' prints them",
                    read: { try? VerifyingKey(text: $0) }
                )
            )
            guard members.updateValue(member, forKey: member.code) == nil else {
                throw item.error("code", "names \(member.code) a second time", expected: "keep one of the two members")
            }
            guard endpoints.insert(member.endpoint).inserted else {
                throw item.error("endpoint", "is another member's too", expected: "give every member a port of its own")
            }
            guard curveKeys.insert(member.curvePublicKey).inserted else {
                throw item.error(
                    "curve-public-key",
                    "is another member's too",
                    expected: "every member needs keys of its own"
                )
            }
            guard signingKeys.insert(member.signingPublicKey).inserted else {
                throw item.error(
                    "signing-public-key",
                    "is another member's too",
                    expected: "every member needs keys of its own"
                )
            }
        }
        guard (1...membersMax).contains(members.count) else {
            throw top.error(
                "members",
                "has \(members.count) items",
                expected: "expected 1 to \(membersMax) members"
            )
        }
        return Federation(members: members)
    }
}
