extension KeyedDecodingContainer {
    /// Reads a day from its eight digits `yyyymmdd`.
    func decodeDay(forKey key: Key) throws -> LocalDay {
        guard let day = LocalDay(try decode(String.self, forKey: key)) else {
            throw DecodingError.dataCorruptedError(
                forKey: key,
                in: self,
                debugDescription: "a day is eight digits like \"20261123\""
            )
        }
        return day
    }
}
