import ExchangeCore
import ExchangeWire
import Testing

@Suite struct KeyTests {
    @Test func rfc8032Vectors() throws {
        // RFC 8032, 7.1, TEST 1: the empty message.
        let seed = try #require(Digest(hex: "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")).bytes
        let key = try SigningKey(seed: seed)
        #expect(
            Fixture.hex(key.verifyingKey.bytes) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
        )
        let signature = key.signature(over: [])
        #expect(key.verifyingKey.isValid(signature: signature, over: []))
        #expect(!key.verifyingKey.isValid(signature: signature, over: [0]))
        #expect(!key.verifyingKey.isValid(signature: Array(signature.dropLast()), over: []))
        #if !canImport(CryptoKit)
        #expect(
            Fixture.hex(signature)
                == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
                + "d25bf5f0595bbe24655141438e7a100b"
        )
        #endif
    }

    @Test func textsReadBack() throws {
        let key = SigningKey()
        #expect(key.text.count == 44)
        #expect(try SigningKey(text: key.text).verifyingKey == key.verifyingKey)
        #expect(try VerifyingKey(text: key.verifyingKey.text) == key.verifyingKey)
        #expect(SigningKey().verifyingKey != key.verifyingKey)
        #expect(Set([key.verifyingKey, key.verifyingKey]).count == 1)
    }

    @Test func secretsAreNotPrinted() {
        let key = SigningKey()
        #expect(!"\(key)".contains(key.text) && "\(key)".contains(key.verifyingKey.text))
        #expect(!String(reflecting: key).contains(key.text))
    }

    @Test(arguments: [
        "", " ", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(throws: WireError.signingKeyUnreadable) { try SigningKey(text: text) }
        #expect(throws: WireError.verifyingKeyUnreadable) { try VerifyingKey(text: text) }
    }
}
