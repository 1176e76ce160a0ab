import Foundation

/// A JSON file that a person has written for a route of the API.
enum JSONFile {
    /// Reads an object; `-` is the standard input.
    ///
    /// - Parameters:
    ///   - file: The path.
    ///   - what: What should be in it, with its article.
    ///   - route: The route that takes it.
    static func read(_ file: String, of what: String, as route: String) throws -> [String: Any] {
        let data =
            file == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: file)
        guard let data else { throw CommandFailure(.noInput, "\(file) cannot be read", "Is the path right?") }
        do {
            if let body = try JSONSerialization.jsonObject(with: data) as? [String: Any] { return body }
        } catch {
            throw CommandFailure(
                .badData,
                "\(file) is not JSON",
                (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String ?? ""
            )
        }
        throw CommandFailure(.badData, "\(file) does not hold \(what)", "It is a JSON object, as \(route) takes it.")
    }
}
