import CaseStore
import ExchangeCore
import ExchangeWire
import Foundation
import TestChance
import Testing

@testable import CityNode

@Suite("Announced keys: a member's next signature is believed")
struct AnnouncedKeyTests {
    private func announcement(_ key: VerifyingKey) throws -> [UInt8] {
        var body = WireKeyAnnounced()
        body.publicKey = Data(key.bytes)
        var chance = SplitMix(seed: 1)
        return try body.salted(using: &chance)
    }

    @Test("A key counts as soon as its announcement is on disk, and after a restart")
    func believed() throws {
        let city = try TestCity(Sample.nanping, peers: [Sample.quzhou])
        city.confirm(Sample.quzhou)
        let next = SigningKey().verifyingKey
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .alliance)
        try voice.say(kind: .notice, body: PeerVoice.salt, text: nil)
        try voice.say(kind: .keyAnnounced, body: try announcement(next), text: nil)
        voice.send(to: city)
        #expect(city.last.keys == [AnnouncedKey(member: Sample.quzhou, key: next)])

        let boot = try Boot(store: city.store, node: Sample.nanping, peers: [Sample.quzhou])
        #expect(boot.keyring(Federation(members: [:]))[Sample.quzhou].isEmpty)
        let listed = SigningKey().verifyingKey
        let member = Federation.Member(
            code: Sample.quzhou,
            name: "衢州市",
            endpoint: "tcp://127.0.0.1:1",
            curvePublicKey: "",
            signingPublicKey: listed
        )
        let keyring = boot.keyring(Federation(members: [Sample.quzhou: member]))
        #expect(keyring[Sample.quzhou] == [listed, next])
    }

    @Test("A key that is none is quarantined and not believed")
    func refused() throws {
        let city = try TestCity(Sample.nanping, peers: [Sample.quzhou])
        city.confirm(Sample.quzhou)
        var body = WireKeyAnnounced()
        body.publicKey = Data([1, 2, 3])
        var chance = SplitMix(seed: 2)
        var voice = PeerVoice(Sample.quzhou, to: Sample.nanping, .alliance)
        try voice.say(kind: .keyAnnounced, body: try body.salted(using: &chance), text: nil)
        voice.send(to: city)
        #expect(city.last.keys.isEmpty)
        #expect(try city.quarantine().map(\.code) == ["bad-key"])
    }
}
