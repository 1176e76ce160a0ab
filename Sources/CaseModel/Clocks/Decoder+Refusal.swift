extension Decoder {
    /// What a check gives, with a refusal told as a fault of the data that is read.
    func sound<Value>(_ check: () throws(CaseRefusal) -> Value) throws -> Value {
        do throws(CaseRefusal) {
            return try check()
        } catch {
            throw DecodingError.dataCorrupted(.init(codingPath: codingPath, debugDescription: error.description))
        }
    }
}
