import CaseModel
import ExchangeCore

/// One node's configuration: its own file, the member list and the keys that the file names.
package struct Configuration: Sendable {
    /// The file that it was read from.
    package var file: String
    /// This node.
    package var node: NodeCode
    /// The path of the member list.
    package var federationFile: String
    /// The members.
    package var federation: Federation
    /// The node's secret keys.
    package var keys: NodeKeys
    /// The folder of the database and the materials.
    package var data: String
    /// What the trade's people write: catalogue, contacts, templates.
    package var trade: TradeFiles
    /// How the addresses of sessions by video are made, if there is a video system.
    package var videoLink: LinkTemplate?
    /// Where the publisher listens.
    package var listen: Endpoint
    /// Where the API listens, and whom it answers.
    package var api: LocalAPI
    /// The most bytes that may wait for one peer; beyond it new cases for this peer are refused.
    package var backlogBytesPerPeerMax: Int64
    /// The largest material that is taken.
    package var materialBytesMax: Int64
    /// Hosts that webhooks may go to whatever their addresses are, in small letters.
    package var webhookHosts: Set<String>
    /// Which files are taken, and how they are checked.
    package var materials: MaterialSettings
    /// Where a department's system leaves packages, if anywhere.
    package var fileDrop: DropSettings?
    /// How long data are kept; `nil` erases nothing.
    package var retention: RetentionPlan?
    /// Who hears when of what is slow.
    package var reminders: ReminderRules
    /// From when on something is an alarm, and who is told.
    package var alerts: AlertSettings
    /// What is logged, and how.
    package var log: LogSettings

    /// The largest material that can be configured.
    package static let materialBytesLimit: Int64 = 2 << 30

    /// This node's city.
    package var city: CityCode {
        guard let city = CityCode(number: node.number) else { preconditionFailure("a node's code is a city's code") }
        return city
    }

    /// The database's file.
    var databaseFile: String { data + "/node.sqlite" }

    /// This node's line of the member list.
    package var own: Federation.Member? { federation.members[node] }

    /// The other members.
    package var peers: [NodeCode: Federation.Member] { federation.members.filter { $0.key != node } }
}
