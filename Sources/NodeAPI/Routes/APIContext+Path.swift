import CaseModel
import Hummingbird

extension APIContext {
    /// The case number in the path.
    func caseNumber() throws(Problem) -> CaseNumber {
        let text = pathText("number")
        guard let number = CaseNumber(typed: text) else {
            throw Problem(
                .badIdentifier,
                "A case number looks like 330800-20261123-7K2M9QX4RT; \(text) does not.",
                field: "number"
            )
        }
        return number
    }

    /// The material's digest in the path.
    func digest() throws(Problem) -> MaterialDigest {
        guard let digest = MaterialDigest(hex: pathText("digest")) else {
            throw Problem(
                .badIdentifier,
                "A material's digest is 64 hexadecimal digits (SHA-256).",
                field: "digest"
            )
        }
        return digest
    }

    /// The city code in the path, in the part of this name.
    func cityCode(_ name: String = "code") throws(Problem) -> CityCode {
        let text = pathText(name)
        guard let code = CityCode(text) else {
            throw Problem(
                .badIdentifier,
                "A city is six digits of GB/T 2260, like 330800; \(text) is not.",
                field: name
            )
        }
        return code
    }

    /// The number of a quarantined entry in the path.
    func quarantineID() throws(Problem) -> Int64 { try rowID("A quarantined entry") }

    /// The number of an account in the path.
    func accountID() throws(Problem) -> Int64 { try rowID("An account") }

    /// The number of a webhook in the path.
    func webhookID() throws(Problem) -> Int64 { try rowID("A webhook") }

    private func rowID(_ thing: String) throws(Problem) -> Int64 {
        let text = pathText("id")
        guard let id = Int64(text), id > 0 else {
            throw Problem(.badIdentifier, "\(thing) has a whole number from 1; \(text) is none.", field: "id")
        }
        return id
    }

    /// The name of a token in the path.
    func tokenID() throws(Problem) -> String {
        let text = pathText("id")
        guard TokenText.isName(text) else {
            throw Problem(
                .badIdentifier,
                "A token's name has 16 characters; it stands between tb_ and the next _.",
                field: "id"
            )
        }
        return text
    }

    /// The name of an upload in the path; one that no upload has is simply not there.
    func uploadID() -> String { pathText("id") }

    /// A shared record's own name in the path.
    func recordID() throws(Problem) -> String {
        let text = pathText("id")
        guard (1...64).contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw Problem(.badIdentifier, "A name has 1 to 64 letters, digits and hyphens.", field: "id")
        }
        return text
    }

    /// An item's code in the path, percent-encoded where it has to be.
    func itemCode() throws(Problem) -> String {
        let text = pathText("code")
        let code = text.removingPercentEncoding ?? text
        guard (1...CaseLimits.itemCodeCharactersMax).contains(code.unicodeScalars.count) else {
            throw Problem(
                .badIdentifier,
                "An item's code has 1 to \(CaseLimits.itemCodeCharactersMax) characters.",
                field: "code"
            )
        }
        return code
    }

    private func pathText(_ name: String) -> String {
        guard let text = parameters.get(name) else { preconditionFailure("the route has a part named \(name)") }
        return text
    }
}
