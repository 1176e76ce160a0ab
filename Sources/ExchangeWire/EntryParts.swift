import ExchangeCore

/// One `EntryBytes` message where its bytes lie.
struct EntryParts {
    var header: UnsafeRawBufferPointer
    var body: UnsafeRawBufferPointer?
    var erasure: UnsafeRawBufferPointer?

    /// Finds the parts; what is in them is not looked at.
    init(reading bytes: UnsafeRawBufferPointer) throws(WireError) {
        header = UnsafeRawBufferPointer(start: nil, count: 0)
        var reader = ProtoReader(bytes, part: .entry)
        while let tag = try reader.tag() {
            switch tag.field {
            case 1: header = try reader.bytes(tag)
            case 2: body = try reader.bytes(tag)
            case 3: erasure = try reader.bytes(tag)
            default: try reader.skip(tag.type)
            }
        }
    }
}
