/// What a window or an applicant wants to hand in, as plain values: ``Guide/refusals(of:item:)`` checks it.
public struct GuideRequest: Hashable, Sendable, Codable {
    /// A file that is given.
    public struct Given: Hashable, Sendable, Codable {
        /// The key or the name that the guide has for the material.
        public var material: String
        /// What the scanned paper is.
        public var form: MaterialReference.Form

        /// Names a file.
        public init(_ material: String, form: MaterialReference.Form) {
            self.material = material
            self.form = form
        }
    }

    /// The way that is wanted.
    public var mode: HandlingMode
    /// What kind of person applies.
    public var applicant: Applicant.Kind
    /// Whether an agent acts for the applicant (代理人).
    public var hasAgent: Bool
    /// The files, at most 100.
    public var materials: [Given]

    /// Says what is wanted.
    public init(mode: HandlingMode, applicant: Applicant.Kind, hasAgent: Bool = false, materials: [Given] = []) {
        self.mode = mode
        self.applicant = applicant
        self.hasAgent = hasAgent
        self.materials = materials
    }
}
