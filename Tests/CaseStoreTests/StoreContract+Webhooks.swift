import CaseModel
import ExchangeCore
import Testing

@testable import CaseStore

extension StoreContract {
    private static func webhook(_ url: String = "https://hooks.example/a", at: Int64 = 10) -> WebhookRow {
        var filter = EventFilter()
        filter.items = ["B", "A"]
        filter.kinds = [.accepted]
        filter.side = .handling
        return WebhookRow(url: url, note: "窗口", filter: filter, secret: [1, 2], position: .start, at: at)
    }

    /// Makes a webhook and some entries that it could be told of.
    private static func begin(_ fixture: StoreFixture) throws -> WebhookID {
        try fixture.write { writer throws in
            try writer.ensure(Sample.nanping)
            try writer.addSentRun(Sample.caseLane, 1...9)
            return try writer.addWebhook(webhook())
        }
    }

    @Test(arguments: StoreFixture.Way.allCases) func webhooksAreKeptAndChanged(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        #expect(try fixture.read { try $0.webhooks() }.isEmpty)
        let id = try fixture.write { try $0.addWebhook(Self.webhook()) }
        var expected = Self.webhook()
        expected.id = id
        #expect(try fixture.read { try $0.webhook(id) } == expected)
        expected.url = "https://hooks.example/b"
        expected.filter = EventFilter()
        expected.earlier = .init(secret: expected.secret, until: 99)
        expected.secret = [3]
        expected.state = .broken
        expected.reason = "nobody answers"
        expected.version = 2
        expected.changedAt = 20
        expected.failingSince = 5
        let changed = expected
        try fixture.write { try $0.updateWebhook(changed) }
        #expect(try fixture.read { try $0.webhook(id) } == expected)
        #expect(try fixture.write { try $0.setWebhookProgress(id, through: EntryID(rawValue: 7), failingSince: nil) })
        expected.position = EntryID(rawValue: 7)
        expected.failingSince = nil
        #expect(try fixture.read { try $0.webhooks() } == [expected])
        try fixture.write { try $0.updateWebhook(changed) }
        #expect(
            try fixture.read { try $0.webhook(id)?.position } == EntryID(rawValue: 7),
            "a change leaves the position"
        )
    }

    @Test(arguments: StoreFixture.Way.allCases) func aWebhookGoesWithAllThatBelongsToIt(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let id = try Self.begin(fixture)
        try fixture.write { try $0.keepDelivery(WebhookDelivery(EntryID(rawValue: 3), nextAt: 4), of: id) }
        #expect(try fixture.write { try $0.removeWebhook(id) })
        #expect(try fixture.write { try !$0.removeWebhook(id) })
        #expect(try fixture.read { try $0.deliveries(WebhookDeliveryQuery(id)) }.isEmpty)
        #expect(try fixture.write { try !$0.setWebhookProgress(id, through: .start, failingSince: nil) })
        let gone = Self.webhook()
        #expect(throws: StoreError.self) { try fixture.write { try $0.updateWebhook(gone) } }
        let next = try fixture.write { try $0.addWebhook(Self.webhook()) }
        #expect(next > id, "a number is never used again")
    }

    @Test(arguments: StoreFixture.Way.allCases) func deliveriesStandAndComeBack(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        let id = try Self.begin(fixture)
        var deliveries = (1...9).map { WebhookDelivery(EntryID(rawValue: $0), nextAt: 50 + $0) }
        for index in deliveries.indices where index % 3 == 0 {
            deliveries[index].attempts = 4
            deliveries[index].firstAt = 1
            deliveries[index].lastAt = 2
            deliveries[index].status = 500
            deliveries[index].failure = "500 Internal Server Error"
            deliveries[index].diedAt = 3
        }
        let all = deliveries
        try fixture.write { writer throws in for one in all { try writer.keepDelivery(one, of: id) } }
        var query = WebhookDeliveryQuery(id)
        func page() throws -> [WebhookDelivery] { try fixture.read { try $0.deliveries(query) } }
        #expect(try page() == all.reversed())
        query.limit = 2
        query.standing = .dead
        #expect(try page() == [all[6], all[3]])
        query.before = all[3].entry
        #expect(try page() == [all[0]])
        let waiting = all.filter { $0.diedAt == nil }
        #expect(
            try fixture.read { try $0.waitingDeliveries(of: id, after: waiting[1].entry, limit: 2) } == [
                waiting[2], waiting[3],
            ]
        )
        #expect(try fixture.read { try $0.deliveryCounts(of: id) } == WebhookDeliveryCounts(waiting: 6, dead: 3))
        #expect(try fixture.write { try $0.reviveDeliveries(of: id, waiting[0].entry, at: 8) } == 0, "it is not dead")
        #expect(try fixture.write { try $0.reviveDeliveries(of: id, all[3].entry, at: 8) } == 1)
        #expect(try fixture.write { try $0.reviveDeliveries(of: id, nil, at: 9) } == 2)
        let revived = try fixture.read { try $0.waitingDeliveries(of: id, after: .start, limit: 99) }
        #expect(revived.count == 9 && revived[3].attempts == 0 && revived[3].nextAt == 8 && revived[3].firstAt == nil)
        try fixture.write { try $0.removeDelivery(all[3].entry, of: id) }
        #expect(try fixture.read { try $0.deliveryCounts(of: id) } == WebhookDeliveryCounts(waiting: 8, dead: 0))
    }

    @Test(arguments: StoreFixture.Way.allCases) func answersToChangesAreGivenAgain(way: StoreFixture.Way) throws {
        let fixture = try StoreFixture(way)
        func keep(_ key: String, at: Int64) throws {
            try fixture.write {
                try $0.addWebhookAnswer(key: key, request: [1], answer: [2], at: at, forgetBefore: at - 100)
            }
        }
        try keep("a", at: 1_000)
        let found = try #require(try fixture.read { try $0.webhookAnswer(key: "a") })
        #expect(found.request == [1] && found.answer == [2])
        #expect(throws: StoreError.self) { try keep("a", at: 1_000) }
        try keep("b", at: 1_101)
        #expect(try fixture.read { try $0.webhookAnswer(key: "a") } == nil, "it was long ago")
        #expect(try fixture.read { try $0.webhookAnswer(key: "b") } != nil)
    }
}
