/// Everything that a node raises an alarm about (告警代码).
///
/// The words never change: operators' channels, scripts and the runbook name them.
package enum AlarmCode: String, CaseIterable, Codable, Sendable {
    // MARK: The other cities

    /// Nothing is heard of a peer.
    case peerSilent = "peer-silent"
    /// A peer is not connected for long.
    case peerAway = "peer-away"
    /// Whoever answers at a peer's address does not hold its key.
    case wrongKey = "wrong-key"
    /// A peer does not admit this node's key.
    case refusedByPeer = "refused-by-peer"
    /// A peer and this node have no version of the protocol in common.
    case versionRefused = "version-refused"
    /// Two different entries stand at one place of a stream.
    case halted
    /// A peer lost what it had receipted.
    case peerWentBack = "peer-went-back"
    /// A peer's database was made anew.
    case epochChanged = "epoch-changed"
    /// This node's own store is older than what a peer has of it.
    case recovering
    /// The daily reconciliation found something outstanding.
    case outstanding
    /// Much waits for a peer.
    case backlog
    /// What waits for a peer waits for long.
    case backlogOld = "backlog-old"
    /// Something of a peer had a signature that is wrong.
    case badSignatures = "bad-signatures"
    /// Somebody who is no member knocks.
    case stranger
    /// A peer's clock and this one differ.
    case clockApart = "clock-apart"

    // MARK: Entries and files

    /// Entries wait in the quarantine.
    case quarantine
    /// A file of another city does not come.
    case materialWaits = "material-waits"
    /// A virus was found in a file.
    case materialInfected = "material-infected"
    /// Files cannot be checked for viruses.
    case virusCheckFails = "virus-check-fails"
    /// A parcel needs somebody.
    case parcel
    /// Documents could not be written.
    case documentsFail = "documents-fail"

    // MARK: This machine

    /// The disk is nearly full.
    case diskLow = "disk-low"
    /// Nothing can be written to the store.
    case commitsFail = "commits-fail"
    /// The exchange with the peers does not answer.
    case exchangeStuck = "exchange-stuck"
    /// The API's certificate is over soon.
    case certificateEnds = "certificate-ends"
    /// A token that is in use is over soon.
    case tokenEnds = "token-ends"
    /// A file that was to be read again is bad.
    case reloadFailed = "reload-failed"

    // MARK: The city's own systems

    /// A webhook's target takes nothing now.
    case webhookFailing = "webhook-failing"
    /// A webhook is not sent to any more.
    case webhookStopped = "webhook-stopped"
    /// Events were given up for a webhook.
    case webhookDead = "webhook-dead"
    /// The folder of packages cannot be used.
    case fileDrop = "file-drop"
    /// An alert cannot be told through one of its channels.
    case alertChannelFails = "alert-channel-fails"

    /// How urgent it is, unless whoever raises it knows better.
    package var level: AlarmLevel {
        switch self {
        case .peerAway, .wrongKey, .refusedByPeer, .versionRefused, .halted, .materialInfected, .commitsFail,
            .exchangeStuck, .webhookStopped:
            .critical
        case .peerSilent, .peerWentBack, .epochChanged, .recovering, .outstanding, .backlog, .backlogOld,
            .badSignatures, .clockApart, .quarantine, .materialWaits, .virusCheckFails, .documentsFail, .diskLow,
            .certificateEnds, .reloadFailed, .webhookFailing, .webhookDead, .fileDrop, .alertChannelFails:
            .warning
        case .stranger, .parcel, .tokenEnds: .info
        }
    }

    /// The word for Chinese readers.
    package var chineseName: String {
        switch self {
        case .peerSilent: "对端无音讯"
        case .peerAway: "对端长时间中断"
        case .wrongKey: "对端密钥不符"
        case .refusedByPeer: "被对端拒绝"
        case .versionRefused: "协议版本不符"
        case .halted: "流已停止"
        case .peerWentBack: "对端数据回退"
        case .epochChanged: "对端数据库重建"
        case .recovering: "本库恢复中"
        case .outstanding: "对账不平"
        case .backlog: "积压将满"
        case .backlogOld: "积压过久"
        case .badSignatures: "签名错误"
        case .stranger: "陌生连接"
        case .clockApart: "时钟不一致"
        case .quarantine: "隔离区有条目"
        case .materialWaits: "材料未到"
        case .materialInfected: "材料带病毒"
        case .virusCheckFails: "病毒检查失败"
        case .parcel: "邮寄件待处理"
        case .documentsFail: "文书未生成"
        case .diskLow: "磁盘空间不足"
        case .commitsFail: "数据无法写入"
        case .exchangeStuck: "交换线程无响应"
        case .certificateEnds: "证书将到期"
        case .tokenEnds: "令牌将到期"
        case .reloadFailed: "重新读取失败"
        case .webhookFailing: "回调失败"
        case .webhookStopped: "回调已停止"
        case .webhookDead: "回调有死信"
        case .fileDrop: "交换目录不可用"
        case .alertChannelFails: "告警通道失败"
        }
    }
}
