/// Lets a webhook go to public addresses alone, or where an operator allows its host by name: a node stands inside a
/// government's network, and must not be made to call what only it can reach (SSRF).
struct TargetGate: Sendable {
    /// Hosts that may have any address, in small letters.
    let allowedHosts: Set<String>
    /// Finds addresses.
    let resolver: any HostResolver

    /// Reads an address of a target and looks at where it leads.
    ///
    /// - Throws: `TargetAddress.Objection`, which says what is wrong.
    func admit(_ text: String) async throws(TargetAddress.Objection) -> TargetAddress {
        let target = try TargetAddress(text, allowedHosts: allowedHosts)
        _ = try await addresses(of: target)
        return target
    }

    /// The addresses to connect to, now: none of them may be refused, and nothing else may be connected to.
    func addresses(of target: TargetAddress) async throws(TargetAddress.Objection) -> [NetworkAddress] {
        let found: [NetworkAddress]
        do {
            found = try await resolver.addresses(of: target.host)
        } catch {
            throw TargetAddress.Objection(text: "the host \(target.host) was not found: \(error)")
        }
        guard !allowedHosts.contains(target.host) else { return found }
        for address in found {
            guard let objection = address.objection else { continue }
            throw TargetAddress.Objection(
                text: "\(target.host) leads to \(address), \(objection); an operator may allow the host by name under "
                    + "webhooks: allow-hosts in the configuration"
            )
        }
        return found
    }
}
