/// What the command line's exit status says.
///
/// The numbers never change.
enum CommandStatus: Int32, CaseIterable, Sendable {
    /// Done.
    case done = 0
    /// The node or a rule of the case refused; nothing has changed.
    case refused = 1
    /// No node answers at that address.
    case unreachable = 3
    /// There is no such case, material, peer or entry.
    case notFound = 4
    /// The reconciliation is not settled.
    case outstanding = 5
    /// A simulated run failed.
    case simulationFailed = 6
    /// The node could not do it now; trying again is safe.
    case nodeFailed = 7
    /// What was watched for did not happen in time, or cannot happen any more.
    case notReached = 8
    /// The audit trail was changed.
    case auditBroken = 9
    /// An examination found something that does not work or is damaged.
    case faultFound = 10
    /// An examination found something that needs attention, and nothing worse.
    case warningFound = 11
    /// The arguments are wrong (EX_USAGE).
    case usage = 64
    /// A file does not hold what it should (EX_DATAERR).
    case badData = 65
    /// A file cannot be read (EX_NOINPUT).
    case noInput = 66
    /// A file cannot be written (EX_CANTCREAT).
    case cannotWrite = 73
    /// A configuration file is wrong (EX_CONFIG).
    case badConfiguration = 78

    /// What it means, in a few words.
    var meaning: String {
        switch self {
        case .done: "done"
        case .refused: "the node or a rule of the case refused; nothing has changed"
        case .unreachable: "no node answers at that address"
        case .notFound: "no such case, material, peer or entry"
        case .outstanding: "the reconciliation is not settled"
        case .simulationFailed: "a simulated run failed"
        case .nodeFailed: "the node could not do it now; trying again is safe"
        case .notReached: "what was watched for did not happen in time, or cannot any more"
        case .auditBroken: "the audit trail was changed"
        case .faultFound: "an examination found a fault"
        case .warningFound: "an examination found something that needs attention"
        case .usage: "the arguments are wrong"
        case .badData: "a file does not hold what it should"
        case .noInput: "a file cannot be read"
        case .cannotWrite: "a file cannot be written"
        case .badConfiguration: "a configuration file is wrong"
        }
    }

    /// All of them, for the help.
    static var help: String {
        "Exit status:\n"
            + allCases.map { "  \(pad($0.rawValue))  \($0.meaning)" }.joined(separator: "\n")
    }

    private static func pad(_ number: Int32) -> String { number < 10 ? " \(number)" : "\(number)" }
}
