import Foundation

/// Inputs that are kept beside a test: what was hard once is tried for ever, as it is and changed by chance.
public enum Corpus {
    /// A corpus that cannot be read.
    public struct Fault: Error, CustomStringConvertible {
        /// What is wrong and what to do.
        public var description: String
    }

    /// Reads the files of a folder in the order of their names.
    ///
    /// A file whose name ends in `.hex` holds hexadecimal digits, over lines if wanted, with `#` comments on lines of
    /// their own; any other file is taken byte by byte.
    ///
    /// - Throws: ``Fault`` where there is no file, or one that is not as it should be.
    public static func files(in folder: URL) throws -> [[UInt8]] {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.hasPrefix(".") }
        guard !names.isEmpty else {
            throw Fault(description: "there is no file in \(folder.path); a corpus holds at least one")
        }
        return try names.sorted().map { name in
            let bytes = Array(try Data(contentsOf: folder.appendingPathComponent(name)))
            guard name.hasSuffix(".hex") else { return bytes }
            guard let read = Self.bytes(hex: String(decoding: bytes, as: UTF8.self)) else {
                throw Fault(description: "\(name) in \(folder.path) is not pairs of hexadecimal digits and # comments")
            }
            return read
        }
    }

    /// Reads hexadecimal digits.
    private static func bytes(hex text: String) -> [UInt8]? {
        let digits = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined().compactMap(\.hexDigitValue)
        let count = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.joined().count
        guard digits.count == count, count % 2 == 0 else { return nil }
        return stride(from: 0, to: count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) }
    }
}
