import CaseModel

/// Personal data of a case, whole, as they were shown to somebody who may see them.
package struct RevealedData: Hashable, Sendable {
    /// The case.
    package var number: CaseNumber
    /// When they were shown, in milliseconds since 1970-01-01T00:00:00Z.
    package var at: Int64
    /// The fields that were asked for and of which the case has a value.
    package var values: [PersonalField: PersonalValue]

    /// Makes an answer.
    package init(number: CaseNumber, at: Int64, values: [PersonalField: PersonalValue]) {
        self.number = number
        self.at = at
        self.values = values
    }
}
