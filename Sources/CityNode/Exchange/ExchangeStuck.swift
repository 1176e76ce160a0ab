/// The exchange thread does not answer: it hangs.
package struct ExchangeStuck: Error, CustomStringConvertible {
    package var description: String { "the exchange with the peers does not answer; restart the node" }
}
