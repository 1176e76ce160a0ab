import Foundation

/// A file of lines, read as many at a time as a request takes.
struct FileLines {
    private let file: String
    private let handle: FileHandle
    private var rest: [UInt8] = []
    private var isOver = false

    /// Opens a file; `-` is the standard input.
    init(_ file: String) throws {
        self.file = file
        guard let handle = file == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: file) else {
            throw CommandFailure(.noInput, "\(file) cannot be read", "Is the path right, and may you read it?")
        }
        self.handle = handle
    }

    /// Whole lines that are not blank, with LF after each, and how many they are; `nil` after the last.
    ///
    /// - Parameters:
    ///   - count: At most so many.
    ///   - bytes: No further line is taken after so many bytes.
    mutating func next(atMost count: Int, bytes: Int) throws -> (bytes: [UInt8], count: Int)? {
        var some: [UInt8] = []
        var lines = 0
        var start = 0
        while lines < count, some.count < bytes {
            if let end = rest[start...].firstIndex(of: 0x0A) {
                if Self.append(rest[start..<end], to: &some) { lines += 1 }
                start = end + 1
            } else if isOver {
                if Self.append(rest[start...], to: &some) { lines += 1 }
                start = rest.count
                break
            } else {
                rest.removeSubrange(..<start)
                start = 0
                try read()
            }
        }
        rest.removeSubrange(..<start)
        return lines == 0 ? nil : (some, lines)
    }

    private mutating func read() throws {
        do {
            guard let data = try handle.read(upToCount: MaterialUpload.chunkBytes), !data.isEmpty else {
                isOver = true
                return
            }
            rest += data
        } catch { throw CommandFailure(.noInput, "\(file) cannot be read to its end") }
    }

    private static func append(_ line: ArraySlice<UInt8>, to some: inout [UInt8]) -> Bool {
        guard !line.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) else { return false }
        some += line
        some.append(0x0A)
        return true
    }
}
