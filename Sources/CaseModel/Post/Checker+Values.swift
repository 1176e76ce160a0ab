extension Checker {
    /// A name that a city's own system gave to a thing: letters and digits of ASCII and hyphens.
    func identifier(_ text: String, max: Int, _ field: String) throws(CaseRefusal) {
        guard !text.isEmpty else { throw CaseRefusal(.missing, "this must be said: fill it in", field: field) }
        guard text.utf8.count <= max else {
            throw CaseRefusal(.tooLong, "at most \(max) characters, these are \(text.utf8.count)", field: field)
        }
        guard text.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == 0x2D }) else {
            throw CaseRefusal(.malformed, "letters A to Z, digits and hyphens only", field: field)
        }
    }

    /// An instant in milliseconds since 1970-01-01T00:00:00Z.
    func instant(_ at: Int64, _ field: @autoclosure () -> String) throws(CaseRefusal) {
        guard (0...CaseLimits.instantMax).contains(at) else {
            throw CaseRefusal(.malformed, "an instant is milliseconds since 1970-01-01T00:00:00Z", field: field())
        }
    }

    /// An amount of money in fen.
    func fen(_ amount: Int64, max: Int64, _ field: String) throws(CaseRefusal) {
        guard amount >= 0 else { throw CaseRefusal(.malformed, "an amount is not below 0 fen", field: field) }
        guard amount <= max else { throw CaseRefusal(.tooMuch, "at most \(max) fen, this is \(amount)", field: field) }
    }
}

extension UInt8 {
    /// True for an ASCII digit.
    var isDigit: Bool { (0x30...0x39).contains(self) }
    /// True for an ASCII letter in upper case.
    var isCapital: Bool { (0x41...0x5A).contains(self) }
    /// True for an ASCII letter or digit.
    var isLetterOrDigit: Bool { isDigit || isCapital || (0x61...0x7A).contains(self) }
}
