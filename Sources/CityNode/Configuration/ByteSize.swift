/// Reads sizes such as `512 MiB`, `2 GiB` or `1048576`.
enum ByteSize {
    /// What an error says that it expected.
    static let expectation = "expected a size such as 512 MiB, 2 GiB or a number of bytes"

    /// Reads a size; `nil` when it is none.
    static func read(_ text: String) -> Int64? {
        let parts = text.split(separator: " ", omittingEmptySubsequences: true)
        guard let first = parts.first, first.first != "+", let number = Int64(first), number > 0, parts.count <= 2
        else { return nil }
        let unit: Int64
        switch parts.count == 2 ? parts[1] : "B" {
        case "B": unit = 1
        case "KiB": unit = 1 << 10
        case "MiB": unit = 1 << 20
        case "GiB": unit = 1 << 30
        case "TiB": unit = 1 << 40
        default: return nil
        }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit)
        return overflow ? nil : bytes
    }
}
