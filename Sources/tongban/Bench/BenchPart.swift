import ArgumentParser

/// One thing that a node does again and again, to be measured alone.
struct BenchPart: Sendable {
    /// What belongs together.
    enum Group: String, CaseIterable, ExpressibleByArgument, Sendable {
        /// Entries and frames: bytes, hashes, signatures.
        case entries
        /// The exchange without disk and wire.
        case core
        /// Transactions that are on disk.
        case store
        /// The API's JSON.
        case api
        /// Numbers of cases and people.
        case numbers
    }

    /// What is done in one batch, and what is left to do when all is measured.
    struct Work {
        /// Does a batch, and says how many operations it was.
        var batch: () throws -> Int
        /// Clears up.
        var finish: () throws -> Void = {}
    }

    /// Where it belongs.
    var group: Group
    /// Its name there, which never changes.
    var name: String
    /// What is counted.
    var operation: String
    /// Makes everything that is not measured; files go below the folder.
    var prepare: @Sendable (_ folder: String) throws -> Work

    /// The name in tables and JSON.
    var fullName: String { "\(group.rawValue)/\(name)" }

    /// Every part, in order.
    static var all: [BenchPart] { EntryParts.all + CoreParts.all + StoreParts.all + APIParts.all + NumberParts.all }
}

extension BenchPart {
    /// A part whose operations are all alike.
    ///
    /// - Parameters:
    ///   - times: operations of a batch: so many that reading the clock between batches is nothing beside them.
    ///   - prepare: makes what one operation does; its value is taken, so that nothing is left out for being unused.
    init<Value>(
        _ group: Group,
        _ name: String,
        _ operation: String,
        times: Int,
        prepare: @escaping @Sendable () throws -> () throws -> Value
    ) {
        self.init(group: group, name: name, operation: operation) { _ in
            let once = try prepare()
            return Work(batch: {
                for _ in 0..<times { Self.take(try once()) }
                return times
            })
        }
    }

    @inline(never) private static func take<Value>(_ value: Value) {}
}
