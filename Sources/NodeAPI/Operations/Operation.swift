import HTTPTypes

/// Every call that the API knows, by the name that its description gives it (`operationId`).
///
/// A route exists for each operation and for nothing else; what is said of operations in other files is a `switch` without
/// a default, so that a new one cannot be forgotten there.
package enum Operation: String, CaseIterable, Sendable {
    // MARK: Node

    /// Says `ok` while the node answers.
    case health
    /// Says `ready` while the node takes work.
    case ready
    /// Gives measurements to programs that watch.
    case metrics
    /// Tells how the node does.
    case status
    /// Tells who calls.
    case showMe
    /// Describes this API in OpenAPI 3.1.
    case describe
    /// Shows the same to people.
    case showReference

    // MARK: Cases

    /// Submits a case (收件).
    case submitCase
    /// Lists cases.
    case listCases
    /// Shows a case with its history.
    case showCase
    /// Does something to a case.
    case actOnCase
    /// Submits cases and acts on cases, line by line.
    case submitBulk
    /// Shows personal data of a case whole.
    case revealCase

    // MARK: Records of a case

    /// Records a session by video (视频联合受理).
    case recordVideo
    /// Lists a case's sessions by video.
    case listVideos
    /// Lists a case's documents (文书).
    case listDocuments
    /// Takes an evaluation of a visit (好差评).
    case addEvaluation
    /// Lists evaluations.
    case listEvaluations
    /// Shows an evaluation with its ticket.
    case showEvaluation
    /// Takes a step of a ticket (差评整改).
    case stepEvaluation

    // MARK: Parcels

    /// Lists a parcel that this city sends (邮寄件).
    case addParcel
    /// Lists parcels.
    case listParcels
    /// Tells what the post costs (邮寄费用结算单).
    case settleParcels
    /// Shows a parcel with its chain of custody.
    case showParcel
    /// Adds a link to a chain of custody (交接记录).
    case addCustody
    /// Tells a parcel's number and price (面单).
    case labelParcel

    // MARK: Contacts, items and guides

    /// Lists every city's offices and liaisons (联络员).
    case listContacts
    /// Tells whom to ask in a city.
    case showContacts
    /// Finds items (事项).
    case listItems
    /// Shows the item that a code means.
    case showItem
    /// Shows how a city handles an item (办事指南).
    case showGuide

    // MARK: Materials

    /// Stores a file.
    case addMaterial
    /// Stores a file whose digest the caller knows.
    case putMaterial
    /// Gives a file or a range of it.
    case getMaterial
    /// Gives a file's headers.
    case headMaterial

    /// Says what is spoken for uploads in parts (tus).
    case describeUploads
    /// Begins an upload in parts.
    case beginUpload
    /// Tells how an upload stands.
    case headUpload
    /// Takes a part of an upload.
    case appendUpload
    /// Gives an upload up.
    case endUpload
    /// Stands for another method on an upload, which the header names.
    case overrideUpload
    /// Lists materials that are kept aside.
    case listWithheld
    /// Lets one of them be opened.
    case releaseWithheld
    /// Puts one of them away for good.
    case discardWithheld

    // MARK: What happens

    /// Lists reminders (督办).
    case listReminders
    /// Counts cases (统计).
    case reportStatistics
    /// Hands over a table of cases (数据归集).
    case extractCases
    /// Hands over a table of what was said of cases.
    case extractEvents
    /// Follows the event feed.
    case followEvents
    /// Makes a webhook (事件回调).
    case addWebhook
    /// Lists webhooks.
    case listWebhooks
    /// Shows a webhook.
    case showWebhook
    /// Changes a webhook.
    case changeWebhook
    /// Removes a webhook.
    case removeWebhook
    /// Gives a webhook a new secret.
    case rotateWebhook
    /// Sends a test delivery to a webhook's target.
    case testWebhook
    /// Lists events that a webhook's target has not taken.
    case listDeliveries
    /// Lets dead deliveries be sent again.
    case replayDeliveries

    // MARK: Operating

    /// Lists the other cities' nodes.
    case listPeers
    /// Shows one of them.
    case showPeer
    /// Compares with one peer (对账).
    case reconcilePeer
    /// Sends one of them an entry and waits for its receipt (探测).
    case probePeer
    /// Lets a halted stream compare again.
    case resumePeer
    /// Compares with all peers.
    case reconcileAll
    /// Lists entries that could not be applied.
    case listQuarantine
    /// Shows one of them.
    case showQuarantined
    /// Tries to apply it again.
    case replayQuarantined
    /// Puts it away for good.
    case discardQuarantined
    /// Lists alarms and the channels through which they are told (告警).
    case listAlerts
    /// Sends a test message through the channels.
    case testAlerts
    /// Lists records of the audit trail (审计留痕).
    case listAudit
    /// Walks the audit trail.
    case verifyAudit

    // MARK: Accounts

    /// Sends a browser to the identity provider (登录).
    case signIn
    /// Takes a browser back from there and begins a session.
    case finishSignIn
    /// Ends a session.
    case signOut
    /// Adds an account (账号).
    case addAccount
    /// Lists accounts.
    case listAccounts
    /// Shows an account.
    case showAccount
    /// Replaces what an account is.
    case changeAccount
    /// Keeps an account from signing in.
    case lockAccount
    /// Lets it sign in again.
    case unlockAccount
    /// Makes a token (访问令牌).
    case addToken
    /// Lists tokens.
    case listTokens
    /// Revokes a token.
    case revokeToken

    /// The method and the path, with its variable parts in braces.
    var route: RouteTable.Route {
        switch self {
        case .health: .init(path: "/healthz", method: .get)
        case .ready: .init(path: "/readyz", method: .get)
        case .metrics: .init(path: "/metrics", method: .get)
        case .status: .init(path: "/v1/status", method: .get)
        case .describe: .init(path: "/v1/openapi.json", method: .get)
        case .showReference: .init(path: "/v1/reference", method: .get)
        case .submitCase: .init(path: "/v1/cases", method: .post)
        case .listCases: .init(path: "/v1/cases", method: .get)
        case .showCase: .init(path: "/v1/cases/{number}", method: .get)
        case .actOnCase: .init(path: "/v1/cases/{number}/actions", method: .post)
        case .submitBulk: .init(path: "/v1/bulk", method: .post)
        case .revealCase: .init(path: "/v1/cases/{number}/reveal", method: .post)
        case .recordVideo: .init(path: "/v1/cases/{number}/videos", method: .post)
        case .listVideos: .init(path: "/v1/cases/{number}/videos", method: .get)
        case .listDocuments: .init(path: "/v1/cases/{number}/documents", method: .get)
        case .addEvaluation: .init(path: "/v1/cases/{number}/evaluations", method: .post)
        case .listEvaluations: .init(path: "/v1/evaluations", method: .get)
        case .showEvaluation: .init(path: "/v1/evaluations/{city}/{id}", method: .get)
        case .stepEvaluation: .init(path: "/v1/evaluations/{city}/{id}/steps", method: .post)
        case .addParcel: .init(path: "/v1/parcels", method: .post)
        case .listParcels: .init(path: "/v1/parcels", method: .get)
        case .settleParcels: .init(path: "/v1/parcels/settlement", method: .get)
        case .showParcel: .init(path: "/v1/parcels/{sender}/{id}", method: .get)
        case .addCustody: .init(path: "/v1/parcels/{sender}/{id}/custody", method: .post)
        case .labelParcel: .init(path: "/v1/parcels/{sender}/{id}/label", method: .post)
        case .listContacts: .init(path: "/v1/contacts", method: .get)
        case .showContacts: .init(path: "/v1/contacts/{city}", method: .get)
        case .listItems: .init(path: "/v1/items", method: .get)
        case .showItem: .init(path: "/v1/items/{code}", method: .get)
        case .showGuide: .init(path: "/v1/items/{code}/guides/{city}", method: .get)
        case .addMaterial: .init(path: "/v1/materials", method: .post)
        case .putMaterial: .init(path: "/v1/materials/{digest}", method: .put)
        case .getMaterial: .init(path: "/v1/materials/{digest}", method: .get)
        case .headMaterial: .init(path: "/v1/materials/{digest}", method: .head)
        case .describeUploads: .init(path: "/v1/uploads", method: .options)
        case .beginUpload: .init(path: "/v1/uploads", method: .post)
        case .headUpload: .init(path: "/v1/uploads/{id}", method: .head)
        case .appendUpload: .init(path: "/v1/uploads/{id}", method: .patch)
        case .endUpload: .init(path: "/v1/uploads/{id}", method: .delete)
        case .overrideUpload: .init(path: "/v1/uploads/{id}", method: .post)
        case .listWithheld: .init(path: "/v1/material-quarantine", method: .get)
        case .releaseWithheld: .init(path: "/v1/material-quarantine/{digest}/release", method: .post)
        case .discardWithheld: .init(path: "/v1/material-quarantine/{digest}/discard", method: .post)
        case .listReminders: .init(path: "/v1/reminders", method: .get)
        case .reportStatistics: .init(path: "/v1/statistics", method: .get)
        case .extractCases: .init(path: "/v1/extracts/cases", method: .get)
        case .extractEvents: .init(path: "/v1/extracts/events", method: .get)
        case .followEvents: .init(path: "/v1/events", method: .get)
        case .addWebhook: .init(path: "/v1/webhooks", method: .post)
        case .listWebhooks: .init(path: "/v1/webhooks", method: .get)
        case .showWebhook: .init(path: "/v1/webhooks/{id}", method: .get)
        case .changeWebhook: .init(path: "/v1/webhooks/{id}", method: .patch)
        case .removeWebhook: .init(path: "/v1/webhooks/{id}", method: .delete)
        case .rotateWebhook: .init(path: "/v1/webhooks/{id}/rotate", method: .post)
        case .testWebhook: .init(path: "/v1/webhooks/{id}/test", method: .post)
        case .listDeliveries: .init(path: "/v1/webhooks/{id}/deliveries", method: .get)
        case .replayDeliveries: .init(path: "/v1/webhooks/{id}/replay", method: .post)
        case .listPeers: .init(path: "/v1/peers", method: .get)
        case .showPeer: .init(path: "/v1/peers/{code}", method: .get)
        case .reconcilePeer: .init(path: "/v1/peers/{code}/reconcile", method: .get)
        case .probePeer: .init(path: "/v1/peers/{code}/probe", method: .post)
        case .resumePeer: .init(path: "/v1/peers/{code}/resume", method: .post)
        case .reconcileAll: .init(path: "/v1/reconcile", method: .get)
        case .listQuarantine: .init(path: "/v1/quarantine", method: .get)
        case .showQuarantined: .init(path: "/v1/quarantine/{id}", method: .get)
        case .replayQuarantined: .init(path: "/v1/quarantine/{id}/replay", method: .post)
        case .discardQuarantined: .init(path: "/v1/quarantine/{id}/discard", method: .post)
        case .listAlerts: .init(path: "/v1/alerts", method: .get)
        case .testAlerts: .init(path: "/v1/alerts/test", method: .post)
        case .listAudit: .init(path: "/v1/audit", method: .get)
        case .verifyAudit: .init(path: "/v1/audit/verify", method: .get)
        case .showMe: .init(path: "/v1/me", method: .get)
        case .signIn: .init(path: "/v1/sign-in", method: .get)
        case .finishSignIn: .init(path: "/v1/sign-in/callback", method: .get)
        case .signOut: .init(path: "/v1/sign-out", method: .post)
        case .addAccount: .init(path: "/v1/accounts", method: .post)
        case .listAccounts: .init(path: "/v1/accounts", method: .get)
        case .showAccount: .init(path: "/v1/accounts/{id}", method: .get)
        case .changeAccount: .init(path: "/v1/accounts/{id}", method: .put)
        case .lockAccount: .init(path: "/v1/accounts/{id}/lock", method: .post)
        case .unlockAccount: .init(path: "/v1/accounts/{id}/unlock", method: .post)
        case .addToken: .init(path: "/v1/tokens", method: .post)
        case .listTokens: .init(path: "/v1/tokens", method: .get)
        case .revokeToken: .init(path: "/v1/tokens/{id}/revoke", method: .post)
        }
    }
}
