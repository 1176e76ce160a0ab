/// What somebody said in doing something to a case: every such text names its person.
public protocol Deed: Hashable, Sendable, Codable {
    /// Who does it, 1 to 100 characters.
    var officer: String { get }
    /// In which role.
    var role: Role { get }
    /// The files that come with it.
    var papers: [MaterialReference] { get }

    /// Finds the first fault of the content.
    func check() throws(CaseRefusal)
}

/// A deed that is done for an office; the applicant's side brings something without one.
public protocol OfficeDeed: Deed {
    /// The office that acts, 1 to 100 characters.
    var office: String { get }
}

extension Deed {
    /// No files.
    public var papers: [MaterialReference] { [] }
}
