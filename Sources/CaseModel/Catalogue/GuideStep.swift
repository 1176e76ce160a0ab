/// One step of a guide's flow (环节), in the order in which it is taken.
public struct GuideStep: Hashable, Sendable, Codable {
    /// Who takes the step.
    public enum Role: String, Hashable, Sendable, CaseIterable, Codable, ChineseTerm {
        /// The window of the collecting city (收件地专窗).
        case collectingWindow
        /// The window of the handling city (属地窗口).
        case handlingWindow
        /// The department's liaison, who looks at scans at once (部门联络员).
        case liaison
        /// Who accepts and examines in the department (部门审查员).
        case reviewer
        /// Who decides, another person (部门决定人).
        case decider
        /// A national system, outside of both cities' nodes (国家系统).
        case nationalSystem

        /// The role's Chinese name.
        public var chineseTerm: String {
            switch self {
            case .collectingWindow: "收件地专窗"
            case .handlingWindow: "属地窗口"
            case .liaison: "部门联络员"
            case .reviewer: "部门审查员"
            case .decider: "部门决定人"
            case .nationalSystem: "国家系统"
            }
        }
    }

    /// What is done, 1 to 100 characters.
    public var name: String
    /// Who does it.
    public var role: Role
    /// How long it may take, or `nil` when the step has no limit of its own.
    public var limit: TimeLimit?

    /// Describes a step.
    public init(name: String, role: Role, limit: TimeLimit? = nil) {
        self.name = name
        self.role = role
        self.limit = limit
    }
}
