/// How two cities share the work of a case, as State Council document 国办发〔2020〕35号 names the ways.
public enum HandlingMode: String, Hashable, Sendable, CaseIterable, Codable {
    /// Everything happens online, and the handling city alone does it; no window collects (全程网办).
    case online
    /// A window in the collecting city collects, checks for form and identity, and hands over; it never decides (异地代收代办).
    case collected
    /// Several offices each do their part under one application (多地联办).
    case joint
}
