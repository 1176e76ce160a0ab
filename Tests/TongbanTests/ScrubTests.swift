import Testing

@testable import tongban

/// What may not leave the city is taken out of texts, and what helps stays.
@Suite struct ScrubTests {
    private static let scrub = Scrub(secrets: ["q!5Zs<kf", ""])

    @Test(arguments: [
        ("id 110101199001011237.", "id [taken out]."),
        ("id 11010119900101123X", "id [taken out]"),
        ("call 13900001234 or +86 139-0000", "call [taken out] or +86 139-0000"),
        ("call +8613900001234", "call [taken out]"),
        ("key q!5Zs<kf in a log", "key [taken out] in a log"),
        ("Authorization: Bearer tb-abcdefgh", "Authorization: Bearer [taken out]"),
        (#"{"secret": "whsec_abcdefgh"}"#, #"{"secret": "[taken out]"}"#),
        ("https://x.example/?token=abcdefghi&a=1", "https://x.example/?token=[taken out]&a=1"),
    ])
    func takesOut(text: String, clean: String) { #expect(Self.scrub(text) == clean) }

    @Test(arguments: [
        "client-secret-file: ../keys/openid-secret", "330800-20261123-7K2M9QX4RT",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "1764352515123 ms",
        "sequence 13900001234567",
        "0.13900001234", "curve-public-key: \"rq:rM>}U?@Lns47E1%kR.o@n%FcmmsL/@{H8]yf7\"", "sign-in: required",
    ])
    func leaves(text: String) { #expect(Self.scrub(text) == text) }
}
