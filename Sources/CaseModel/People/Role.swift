/// What somebody is in this work (角色).
public enum Role: String, Hashable, Sendable, CaseIterable, Codable {
    /// Applies through a portal, in person or by an agent (申请人, 代理人).
    case applicant
    /// Takes applications in at the special window of the collecting city (专窗人员).
    case windowClerk
    /// Answers for that window (窗口负责人).
    case windowHead
    /// Answers a window at once for a department, the A of the pair (部门联络员).
    case liaison
    /// Stands in for the liaison, the B of the pair (B岗).
    case deputyLiaison
    /// Looks a case through again at the window of the handling city (属地窗口).
    case handlingWindow
    /// Examines a case in the department (审查员).
    case reviewer
    /// Decides a case in the department (决定人).
    case decider
    /// Sends and receives parcels (邮寄管理员).
    case parcelClerk
    /// Presses for answers and hears complaints, in the working group (督办).
    case supervisor
    /// Keeps a department's items and guides (事项管理员).
    case itemManager
    /// Reads counts, never cases (统计员).
    case statistician
    /// Runs the node (平台管理员).
    case platformAdministrator
    /// Gives and takes away accounts and roles (安全管理员).
    case securityAdministrator
    /// Reads the audit trail (审计管理员).
    case auditAdministrator

    /// The role's Chinese name.
    public var chineseTerm: String {
        switch self {
        case .applicant: "申请人"
        case .windowClerk: "专窗人员"
        case .windowHead: "窗口负责人"
        case .liaison: "部门联络员"
        case .deputyLiaison: "联络员B岗"
        case .handlingWindow: "属地窗口"
        case .reviewer: "审查员"
        case .decider: "决定人"
        case .parcelClerk: "邮寄管理员"
        case .supervisor: "督办"
        case .itemManager: "事项管理员"
        case .statistician: "统计员"
        case .platformAdministrator: "平台管理员"
        case .securityAdministrator: "安全管理员"
        case .auditAdministrator: "审计管理员"
        }
    }

    /// On which sides of a case the role acts; empty for those who act on no case.
    ///
    /// A department of the collecting city acts on its own legs of joint handling only; ``CaseLifecycle`` says on what.
    public var sides: Set<Side> {
        switch self {
        case .applicant, .windowClerk, .windowHead: [.collecting]
        case .liaison, .deputyLiaison, .handlingWindow: [.handling]
        case .parcelClerk, .supervisor, .reviewer, .decider: [.collecting, .handling]
        case .itemManager, .statistician, .platformAdministrator, .securityAdministrator, .auditAdministrator: []
        }
    }

    /// True for the three administrators (三员), who are three people.
    public var isAdministrator: Bool {
        self == .platformAdministrator || self == .securityAdministrator || self == .auditAdministrator
    }
}
