/// What two nodes say to each other about their streams.
public enum Message: Hashable, Sendable {
    /// Who I am and where my streams stand; also the heartbeat.
    case hello(Hello)
    /// Entries of the sender's stream to the receiver.
    case entries(Batch)
    /// What the receiver of a stream has on its disk.
    case receipt(Receipt)
    /// Please return my own entries to me: my store is older than yours.
    case recover(Recover)
    /// Your own entries, as I received them.
    case recovered(Batch)
}
