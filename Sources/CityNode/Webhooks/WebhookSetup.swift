import CaseStore
import ExchangeCore
import Logging

/// What the webhooks need of their node.
struct WebhookSetup: Sendable {
    /// This node.
    let node: NodeCode
    /// The epoch of its store.
    let epoch: UInt64
    /// For reading how webhooks stand.
    var store: any Store
    /// For writing how they stand.
    let pipeline: CommitPipeline
    /// What there is to tell.
    let events: EventLog
    /// Rings when there may be more.
    let bell: FeedBell
    /// Where events may go.
    let gate: TargetGate
    /// Opens the secrets.
    let box: SecretBox
    /// What an operator should know.
    let alarms: AlarmBoard
    /// For what nobody waits for.
    let log: Logger
    /// Counts what was taken and what not.
    let meters: NodeMeters
    /// How long an event is sent again.
    var backoff = Backoff()
    /// How long to wait after the store could not be read or written.
    var retryMilliseconds: Int64 = 5_000

    /// The secrets of a webhook that sign now, the newest first.
    ///
    /// - Throws: `SecretBox.Unreadable` where they were sealed with another key.
    func secrets(of webhook: WebhookRow) throws(SecretBox.Unreadable) -> [WebhookSecret] {
        var secrets = [WebhookSecret(bytes: try box.open(webhook.secret))]
        if let earlier = webhook.earlier, earlier.until > Clock.wall.milliseconds {
            secrets.append(WebhookSecret(bytes: try box.open(earlier.secret)))
        }
        return secrets
    }
}
