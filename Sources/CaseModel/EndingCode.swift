/// How a case ended (办结结果), as the national case tables number it.
public enum EndingCode: Int, Hashable, Sendable, CaseIterable, Codable {
    /// A certificate or an approval was issued (出证办结).
    case issued = 0
    /// The application was returned or rejected (退回办结).
    case returned = 1
    /// The record is void as business (作废办结).
    case voided = 2
    /// Entered in error (删除办结). The record stays.
    case mistaken = 3
    /// Passed to another or a higher authority (转报办结).
    case passedOn = 4
    /// The applicant was told what is missing and never brought it (补正不来办结).
    case notSupplied = 5
    /// Closed in another way, for example granted without a document (办结).
    case closed = 6
}
