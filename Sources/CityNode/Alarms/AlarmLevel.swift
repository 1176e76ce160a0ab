/// How urgent an alarm is (告警级别).
package enum AlarmLevel: String, CaseIterable, Comparable, Codable, Sendable {
    /// To be known; nothing is lost while nobody looks (提示).
    case info
    /// To be looked at on the same working day (警告).
    case warning
    /// To be looked at now, also at night (严重).
    case critical

    /// The word for Chinese readers.
    package var chineseName: String {
        switch self {
        case .info: "提示"
        case .warning: "警告"
        case .critical: "严重"
        }
    }

    package static func < (left: AlarmLevel, right: AlarmLevel) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .critical: 2
        }
    }
}
