import TestChance
import Testing

@testable import ZeroMQ

@Suite("Z85 and CURVE keys")
struct Z85Tests {
    static let hello: [UInt8] = [0x86, 0x4F, 0xD2, 0x6F, 0xB5, 0x59, 0xF7, 0x5B]
    static let publicText = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID"
    static let publicBytes: [UInt8] = [
        0xBB, 0x88, 0x47, 0x1D, 0x65, 0xE2, 0x65, 0x9B, 0x30, 0xC5, 0x5A, 0x53, 0x21, 0xCE, 0xBB, 0x5A,
        0xAB, 0x2B, 0x70, 0xA3, 0x98, 0x64, 0x5C, 0x26, 0xDC, 0xA2, 0xB2, 0xFC, 0xB4, 0x3F, 0xC5, 0x18,
    ]
    static let secretText = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs"

    @Test("the vectors of RFC 32 and of the manual")
    func vectors() throws {
        #expect(try Z85.encode(Self.hello) == "HelloWorld")
        #expect(try Z85.decode("HelloWorld") == Self.hello)
        #expect(try Z85.encode(Self.publicBytes) == Self.publicText)
        #expect(try Z85.decode(Self.publicText) == Self.publicBytes)
        #expect(try Z85.encode([]).isEmpty)
        #expect(try Z85.encode([0xFF, 0xFF, 0xFF, 0xFF]) == "%nSc0")
        #expect(try Z85.decode("%nSc0") == [0xFF, 0xFF, 0xFF, 0xFF])
    }

    @Test("what was encoded decodes to itself")
    func roundTrip() throws {
        for seed in 0..<500 as Range<UInt64> {
            var generator = SplitMix(seed: seed)
            let bytes = generator.bytes(4 * Int.random(in: 0...64, using: &generator))
            let text = try Z85.encode(bytes)
            #expect(text.utf8.count == bytes.count / 4 * 5, "seed \(seed)")
            #expect(try Z85.decode(text) == bytes, "seed \(seed)")
        }
    }

    @Test("what is not Z85 is refused with its place")
    func refusals() {
        #expect(throws: Z85Error.byteCount(7)) { try Z85.encode([UInt8](repeating: 1, count: 7)) }
        #expect(throws: Z85Error.characterCount(4)) { try Z85.decode("abcd") }
        #expect(throws: Z85Error.character(code: 0x20, offset: 7)) { try Z85.decode("HelloWo ld") }
        #expect(throws: Z85Error.character(code: 0xC3, offset: 0)) { try Z85.decode("éabc") }
        #expect(throws: Z85Error.groupTooLarge(offset: 5)) { try Z85.decode("Hello%nSc1") }
        #expect(throws: Z85Error.groupTooLarge(offset: 0)) { try Z85.decode("#####") }
    }

    @Test("a random text is read only where it is what an encoder writes")
    func randomText() throws {
        var (accepted, refused) = (0, 0)
        for seed in 0..<500 as Range<UInt64> {
            var generator = SplitMix(seed: seed)
            let codes = (0..<5).map { _ in UInt8.random(in: 33...126, using: &generator) }
            let text = String(decoding: codes, as: UTF8.self)
            guard let bytes = try? Z85.decode(text) else {
                refused += 1
                continue
            }
            accepted += 1
            #expect(try Z85.encode(bytes) == text, "seed \(seed)")
        }
        #expect(accepted > 0 && refused > 0)
    }

    @Test("keys are read strictly")
    func keys() throws {
        #expect(try CurvePublicKey(z85: Self.publicText).bytes == Self.publicBytes)
        #expect(try CurvePublicKey(bytes: Self.publicBytes).z85 == Self.publicText)
        #expect(throws: CurveKeyError.characterCount(41)) { try CurvePublicKey(z85: Self.publicText + " ") }
        #expect(throws: CurveKeyError.byteCount(31)) { try CurvePublicKey(bytes: Array(Self.publicBytes.dropLast())) }
        #expect(throws: CurveKeyError.notZ85(.character(code: 0x20, offset: 39))) {
            try CurveSecretKey(z85: String(Self.secretText.dropLast()) + " ")
        }
    }

    @Test("the public key follows from the secret one")
    func derivation() throws {
        let pair = try CurveKeyPair(secretKey: CurveSecretKey(z85: Self.secretText))
        #expect(pair.publicKey.z85 == Self.publicText)
        let fresh = try CurveKeyPair.generate()
        #expect(try CurveKeyPair(secretKey: fresh.secretKey).publicKey == fresh.publicKey)
        #expect(try CurveKeyPair.generate().publicKey != fresh.publicKey)
    }

    @Test("a secret key does not show itself")
    func hidden() throws {
        let secret = try CurveSecretKey(z85: Self.secretText)
        var dumped = ""
        dump(secret, to: &dumped)
        for text in ["\(secret)", String(reflecting: secret), dumped] {
            #expect(!text.contains(Self.secretText))
            #expect(!text.contains("123"))
        }
    }
}
