/// What a node holds of a case, apart from the bare trail.
public enum RetainedData: String, Hashable, Sendable, CaseIterable, Codable {
    /// The papers that the window scanned or the applicant uploaded (材料副本).
    case materials
    /// Names, numbers and forms in the case's entries (个人信息).
    case personalData
    /// The recording of a video session (视频录像).
    case video
}
