import CaseModel
import FoundationEssentials
import JSONCoding

/// What a package says that a system without HTTP has left in a folder.
///
/// It is the body of `POST /v1/cases`, or, with a key `case`, of an action on that case. Files are named by `file` instead of `digest` and `size`.
package struct DropDocument: Sendable {
    /// For whom the system speaks.
    package struct Speaker: Hashable, Sendable {
        /// The office.
        package var office: String
        /// The roles in which it may; the first is meant where nothing is said.
        package var roles: [Role]
        /// Who is named where nobody is.
        package var officer: String

        /// Names a speaker.
        package init(office: String, roles: [Role], officer: String) {
            self.office = office
            self.roles = roles
            self.officer = officer
        }
    }

    /// What it asks for.
    package enum Order: Sendable {
        /// A new case.
        case submit(CaseDraft, WriteKey)
        /// Something that is done to a case.
        case act(CaseAction, CaseNumber, expectedVersion: Int?, WriteKey)
    }

    /// Files that it names, with what they are said to be, each once.
    package let files: [String: DeclaredType?]

    private var members: [String: DropValue]
    private let number: CaseNumber?
    private let version: Int?

    /// Reads a document.
    ///
    /// - Throws: `Problem` with line and column where it is not JSON, and with the field where it cannot be meant so.
    package init(_ bytes: [UInt8], speaker: Speaker) throws(Problem) {
        let body = try JSONBody(bytes: bytes)
        try body.node.checkKeys()
        guard case .object = body.node else {
            throw Problem(.wrongType, "The document is an object, not \(body.node.typeName).")
        }
        guard case .object(let all) = try? JSONTree.decode(DropValue.self, from: body.node) else {
            // Everything else that the parser takes can be kept.
            throw Problem(.badValue, "The document holds a number that is too large. Send one of at most 19 digits.")
        }
        var members = all
        number = try Self.number(members.removeValue(forKey: "case"))
        version = try Self.version(members.removeValue(forKey: "version"), number)
        try Self.speak(for: speaker, &members)
        self.members = members
        var files: [String: DeclaredType?] = [:]
        try Self.collect(.object(members), at: "", &files)
        self.files = files
    }

    private static func number(_ value: DropValue?) throws(Problem) -> CaseNumber? {
        guard let value else { return nil }
        guard case .text(let text) = value, let number = CaseNumber(typed: text) else {
            throw Problem(.badValue, "case is a case number like 330800-20261123-7K2M9QX4RT.", field: "case")
        }
        return number
    }

    private static func version(_ value: DropValue?, _ number: CaseNumber?) throws(Problem) -> Int? {
        guard let value else { return nil }
        guard number != nil, case .whole(let version) = value, let version = Int(exactly: version), version > 0 else {
            throw Problem(.badValue, "version is the version of the case that was seen, from 1 on.", field: "version")
        }
        return version
    }

    /// Puts in who speaks, and refuses whoever it does not speak for.
    private static func speak(for speaker: Speaker, _ members: inout [String: DropValue]) throws(Problem) {
        let namesNoOffice = [CaseAction.Kind.supplement, .confirmDelivery].contains { kind in
            members["action"] == .text(kind.rawValue)
        }
        if let office = members["office"], office != .text(speaker.office) {
            throw Problem(
                .badValue,
                "This folder speaks for another office. Leave office out, or name that one.",
                field: "office",
                allowed: [speaker.office]
            )
        }
        if !namesNoOffice { members["office"] = .text(speaker.office) }
        if members["officer"] == nil { members["officer"] = .text(speaker.officer) }
        let roles = speaker.roles.map(\.rawValue)
        guard let role = members["role"] else {
            members["role"] = roles.first.map { .text($0) }
            return
        }
        guard roles.contains(where: { role == .text($0) }) else {
            throw Problem(.badValue, "This folder speaks in other roles.", field: "role", allowed: roles)
        }
    }

    private static func collect(
        _ value: DropValue,
        at path: String,
        _ files: inout [String: DeclaredType?]
    ) throws(Problem) {
        switch value {
        case .object(let members):
            if let file = members["file"] {
                guard case .text(let name) = file, members["digest"] == nil, members["size"] == nil else {
                    throw Problem(
                        .badValue,
                        "file names a file of the package, and stands instead of digest and size.",
                        field: path + ".file"
                    )
                }
                var declared: DeclaredType?
                if case .text(let type) = members["mediaType"] { declared = DeclaredType(type) }
                files[name] = .some((files[name] ?? nil) ?? declared)
            }
            for (key, member) in members { try collect(member, at: path.isEmpty ? key : "\(path).\(key)", &files) }
        case .list(let items):
            for (index, item) in items.enumerated() { try collect(item, at: "\(path)[\(index)]", &files) }
        default: break
        }
    }

    /// What it asks for, once its files are materials.
    ///
    /// - Parameters:
    ///   - package: the package's name, under which it is done once.
    ///   - stored: the materials by the names of the files.
    package func order(package: String, stored: [String: StoredMaterial]) throws(Problem) -> Order {
        let value = Self.naming(.object(members), stored)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else {
            throw Problem(.badValue, "The document holds a number that cannot be written again.")
        }
        let body = try JSONBody(bytes: Array(data))
        func key(_ route: String) -> WriteKey {
            let head = "\(route)\n\(version.map(String.init) ?? "*")\n"
            return WriteKey(key: "drop:\(package)", request: Array(head.utf8) + body.bytes)
        }
        guard let number else {
            return .submit(try body.decode(CaseDraft.self, shape: .draft), key("POST /v1/cases"))
        }
        let action = try CaseAction(body)
        return .act(action, number, expectedVersion: version, key("POST /v1/cases/\(number)/actions"))
    }

    private static func naming(_ value: DropValue, _ stored: [String: StoredMaterial]) -> DropValue {
        switch value {
        case .object(var members):
            if case .text(let name)? = members["file"], let material = stored[name] {
                members["file"] = nil
                members["digest"] = .text("\(material.digest)")
                // A proof has a name alone; a material says what it is too.
                if members["mediaType"] != nil || members["form"] != nil { members["size"] = .whole(material.size) }
            }
            return .object(members.mapValues { naming($0, stored) })
        case .list(let items): return .list(items.map { naming($0, stored) })
        default: return value
        }
    }
}
