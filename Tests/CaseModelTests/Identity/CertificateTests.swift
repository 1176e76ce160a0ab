import CaseModel
import Foundation
import TestChance
import Testing

/// Identifiers of certificates, their check character, and their use.
@Suite struct CertificateTests {
    private static let quoted = [
        "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
        "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
        "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
    ]

    /// The standard's own words: of a text with its check character, the last of the products P is such that P and the
    /// check character make 1 modulo 36.
    private func slowIsValid(_ text: String) -> Bool {
        let values = text.uppercased().compactMap { Int(String($0), radix: 36) }
        var product = 36
        for value in values.dropLast() {
            let sum = (product + value) % 36 == 0 ? 36 : (product + value) % 36
            product = sum * 2 % 37
        }
        return (product + (values.last ?? 0)) % 36 == 1
    }

    @Test func checkCharactersByTheThousand() throws {
        var random = SplitMix(seed: 41)
        let marks = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        for _ in 0..<3_000 {
            let text = String(
                (0..<Int.random(in: 0...60, using: &random)).map { _ in marks.randomElement(using: &random)! }
            )
            let check = try #require(ISO7064.checkCharacter(of: text))
            #expect(marks.filter { slowIsValid("\(text)\($0)") } == [check])
            #expect(ISO7064.checkCharacter(of: text.lowercased()) == check)
        }
        for text in ["-", "1 2", "é", "１", "a.b"] { #expect(ISO7064.checkCharacter(of: text) == nil) }
    }

    @Test(arguments: Self.quoted)
    func identifiersInUse(text: String) throws {
        let identifier = try CertificateIdentifier(text)
        #expect(identifier.description == text && identifier.warnings.isEmpty)
        #expect(identifier.type.count == 21 && identifier.version.count == 3)
        #expect(try CertificateIdentifier(text.lowercased()).warnings.isEmpty)
        let data = try JSONEncoder().encode([identifier])
        #expect(try JSONDecoder().decode([CertificateIdentifier].self, from: data) == [identifier])
    }

    @Test func aWrongCheckCharacterIsAWarning() throws {
        for text in Self.quoted {
            let right = try #require(text.last)
            for other in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ" where other != right {
                let identifier = try CertificateIdentifier(text.dropLast() + String(other))
                #expect(identifier.warnings == [.checkCharacter(expected: right)])
            }
        }
    }

    @Test func parts() throws {
        let identifier = try CertificateIdentifier(Self.quoted[2])
        #expect(identifier.type == "11100000MB03271699022" && identifier.issuer == "340100")
        #expect(identifier.serial == "000000016" && identifier.version == "001" && identifier.check == "9")
        #expect((try? CertificateIdentifier("1.2.156.3005.2.11100000MB03271699022.1.\(hex(64)).001.9")) != nil)
    }

    private func hex(_ count: Int) -> String { String(repeating: "f", count: count) }

    @Test func otherForms() {
        let tail = "11100000MB03271699022.340100.000000016.001.9"
        for text in [
            "", "1.2.156.3005.2", tail, "1.2.156.3005.3.\(tail)", "1.2.156.3005.2.\(tail).1", "1.2.156.3005.2..\(tail)",
            "1.2.156.3005.2.11100000MB0327169902.340100.000000016.001.9",
            "1.2.156.3005.2.11100000MB0327169902A.340100.000000016.001.9",
            "1.2.156.3005.2.11100000MB03271699022..000000016.001.9",
            "1.2.156.3005.2.11100000MB03271699022.340100.000000016.1.9",
            "1.2.156.3005.2.11100000MB03271699022.340100.000000016.00A.9",
            "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.99",
            "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.",
            "1.2.156.3005.2.11100000MB03271699022.340100.0000-0016.001.9",
            "1.2.156.3005.2.11100000MB03271699022.340100.\(hex(65)).001.9",
        ] {
            let fault = refusal { () throws(CaseRefusal) in _ = try CertificateIdentifier(text, field: "here") }
            #expect(fault?.code == .malformed && fault?.field == "here", "\(text)")
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode([CertificateIdentifier].self, from: try JSONEncoder().encode([text]))
            }
        }
    }

    private func use(_ source: CertificateUse.Source) throws -> CertificateUse {
        CertificateUse(
            material: "营业执照",
            source: source,
            identifier: source == .shared ? try CertificateIdentifier(Self.quoted[0]) : nil,
            status: source == .shared ? .valid : nil,
            isSealVerified: source == .shared,
            at: Sample.time,
            fallbackReason: source == .shared ? "" : "共享服务中断"
        )
    }

    private func fault(
        _ source: CertificateUse.Source,
        consents: [Consent] = [Sample.consent(.certificate)],
        _ change: (inout CertificateUse) -> Void = { _ in }
    ) throws -> CaseRefusal? {
        var use = try use(source)
        change(&use)
        return refusal { () throws(CaseRefusal) in _ = try use.check(consents: consents) }
    }

    @Test func aSharedCertificate() throws {
        #expect(try fault(.shared) == nil)
        #expect(try fault(.shared, consents: [])?.code == .noConsent)
        #expect(try fault(.shared) { $0.material = "身份证" }?.code == .noConsent)
        #expect(try fault(.shared) { $0.at = 0 }?.code == .noConsent)
        #expect(try fault(.shared) { $0.material = "" }?.field == "material")
        #expect(try fault(.shared) { $0.identifier = nil }?.field == "identifier")
        #expect(try fault(.shared) { $0.fallbackReason = "无" }?.field == "fallbackReason")
        #expect(try fault(.shared) { $0.status = nil }?.code == .missing)
        for status in CertificateUse.Status.allCases {
            #expect(try fault(.shared) { $0.status = status }?.code == (status == .valid ? nil : .certificateNotUsable))
        }
        #expect(try fault(.shared) { $0.isSealVerified = false }?.field == "isSealVerified")
    }

    @Test(arguments: [CertificateUse.Source.upload, .paper])
    func aFallbackIsHonest(source: CertificateUse.Source) throws {
        #expect(try fault(source, consents: []) == nil)
        #expect(try fault(source) { $0.fallbackReason = "" }?.field == "fallbackReason")
        #expect(try fault(source) { $0.fallbackReason = String(repeating: "断", count: 201) }?.code == .tooLong)
    }

    @Test func warningsPass() throws {
        for source in CertificateUse.Source.allCases {
            var use = try use(source)
            #expect(try use.check(consents: [Sample.consent(.certificate)]).isEmpty)
            use.identifier = try CertificateIdentifier(Self.quoted[0].dropLast() + "A")
            #expect(
                try use.check(consents: [Sample.consent(.certificate)]) == [.checkCharacter(expected: "U")]
            )
            let data = try JSONEncoder().encode(use)
            #expect(try JSONDecoder().decode(CertificateUse.self, from: data) == use)
        }
        let brief = Data(#"{"material":"证","source":"paper","at":1}"#.utf8)
        #expect(try JSONDecoder().decode(CertificateUse.self, from: brief).fallbackReason.isEmpty)
    }
}
