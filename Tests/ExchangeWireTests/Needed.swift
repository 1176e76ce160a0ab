/// Gives a value that a test's own data always has.
func needed<Value>(_ value: Value?, _ what: String = "a fixed value of the tests") -> Value {
    guard let value else { preconditionFailure("\(what) is missing") }
    return value
}

/// Gives what a call that cannot fail for a test's own data gives.
func needed<Value>(_ make: () throws -> Value) -> Value {
    do {
        return try make()
    } catch {
        preconditionFailure("a fixed value of the tests was refused: \(error)")
    }
}
