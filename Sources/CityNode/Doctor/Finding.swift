/// Something that an examination of a node found out (体检).
package struct Finding: Hashable, Sendable, Encodable {
    /// How much it matters.
    package enum Level: String, CaseIterable, Sendable, Encodable, Comparable {
        /// It is as it should be.
        case good
        /// Worth knowing; nothing has to be done.
        case note
        /// It works now and may not for long.
        case warning
        /// It does not work, or data are damaged.
        case fault

        /// Orders by how much it matters.
        package static func < (left: Level, right: Level) -> Bool { left.place < right.place }

        private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }
    }

    /// What was looked at: a stable word such as `database`.
    package var subject: String
    /// How much it matters.
    package var level: Level
    /// What is so.
    package var text: String
    /// What to do next; `nil` where nothing has to be done.
    package var remedy: String?

    /// Makes a finding that needs nothing done.
    package static func good(_ subject: String, _ text: String) -> Finding {
        Finding(subject: subject, level: .good, text: text)
    }

    /// Makes a finding that is worth knowing.
    package static func note(_ subject: String, _ text: String) -> Finding {
        Finding(subject: subject, level: .note, text: text)
    }

    /// Makes a finding that will need something done.
    package static func warning(_ subject: String, _ text: String, do remedy: String) -> Finding {
        Finding(subject: subject, level: .warning, text: text, remedy: remedy)
    }

    /// Makes a finding that needs something done now.
    package static func fault(_ subject: String, _ text: String, do remedy: String) -> Finding {
        Finding(subject: subject, level: .fault, text: text, remedy: remedy)
    }
}
