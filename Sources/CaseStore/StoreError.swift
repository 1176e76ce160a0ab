import ExchangeCore

/// What the store cannot do, and what to do next.
package enum StoreError: Error, Hashable, Sendable {
    /// The disk or the quota is full. Nothing of the transaction is on disk.
    case diskFull(detail: String)
    /// The file is not a sound database.
    case corrupt(detail: String)
    /// Another process has the store open.
    case inUse(path: String, process: Int32?)
    /// Another process keeps the database locked for longer than the limit.
    case busy(detail: String)
    /// The database was made by a newer version of this software.
    case newerSchema
    /// The database belongs to another node.
    case otherNode(found: NodeCode, asked: NodeCode)
    /// Files or folders cannot be made, opened or written.
    case notPermitted(detail: String)
    /// Reading or writing failed below the database.
    case io(detail: String)
    /// What was to be written contradicts what is there. A fault of this software, never of a peer.
    case constraint(detail: String)
    /// What was to be changed is not there.
    case notFound(detail: String)
    /// A stream to this peer was never made.
    case unknownStream(StreamKey)
    /// The store was closed.
    case closed
    /// Anything else that the database says.
    case database(code: Int32, detail: String)
}

extension StoreError: CustomStringConvertible {
    /// What is wrong and what to do next, for an operator.
    package var description: String {
        switch self {
        case .diskFull(let detail):
            "the disk is full (\(detail)): nothing was written; free space or enlarge the volume, then try again"
        case .corrupt(let detail):
            "the database is damaged (\(detail)): stop the node, keep the files for inspection, restore the newest"
                + " backup; the peers return what came after it"
        case .inUse(let path, let process):
            "\(path) is in use by another process\(process.map { " (\($0))" } ?? ""): stop that one first"
        case .busy(let detail):
            "the database stayed locked for \(Int(StoreLimits.busySeconds)) s (\(detail)): end the program that has it"
                + " open, then try again"
        case .newerSchema:
            "the database was made by a newer version: install that version or a later one; an older one cannot go back"
        case .otherNode(let found, let asked):
            "the database belongs to node \(found), not to \(asked): correct the data folder or the node's code in the"
                + " configuration"
        case .notPermitted(let detail):
            "no permission (\(detail)): give the folder to the user that runs the node, mode 0700"
        case .io(let detail):
            "reading or writing failed (\(detail)): look at the system's log for disk errors, then start the node again"
        case .constraint(let detail):
            "the database refused a contradiction (\(detail)): this is a fault of the software; report it"
        case .notFound(let detail): "not there: \(detail)"
        case .unknownStream(let stream):
            "there is no stream \(stream): the peer is not in the member list that was loaded"
        case .closed: "the store is closed: the node is stopping"
        case .database(let code, let detail):
            "the database says \(detail) (\(code)): start the node again; report it if it stays"
        }
    }

    /// True when the same call may succeed later without anything else being done.
    package var isRetrySafe: Bool {
        switch self {
        case .diskFull, .busy: true
        default: false
        }
    }
}
