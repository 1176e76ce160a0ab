import ExchangeCore
import ExchangeWire
import ZeroMQ

// How what the core wants sent gets to the publisher.
extension ExchangeLoop {
    /// Does one send; returns the answer that the core waits for, if it waits for one.
    func perform(_ send: Send) -> Input? {
        switch send {
        case .message(let message, let peer):
            transmit(dated(message), to: peer)
            return nil
        case .entries(let stream, let after, let through, let bytes, let frames):
            return sendEntries(stream, after: after, through: through, bytes: bytes, frames: frames)
        case .returned(let stream, let after, let through, let bytes):
            sendReturned(stream, after: after, through: through, bytes: bytes)
            return nil
        }
    }

    /// A receipt says when, by the wall clock; the core's time only goes forward evenly.
    private func dated(_ message: Message) -> Message {
        guard case .receipt(var receipt) = message else { return message }
        receipt.at = Clock.wall
        return .receipt(receipt)
    }

    @discardableResult
    private func transmit(_ message: Message, to peer: NodeCode) -> Bool {
        let topic: String
        switch message {
        case .entries(let batch): topic = "\(batch.lane)"
        case .hello, .receipt, .recover, .recovered: topic = "control"
        }
        do {
            return try publish(codec.encode(message, to: peer, talk: core.talk(with: peer)), to: peer, topic: topic)
        } catch {
            setup.log.error("a frame could not be made: \(error)", metadata: ["peer": "\(peer)"])
            return false
        }
    }

    /// Hands a frame to libzmq; false where the peer has not taken what it was sent before.
    private func publish(_ frame: [UInt8], to peer: NodeCode, topic: String) -> Bool {
        let topic = Array("\(peer)/\(topic)".utf8)
        do {
            guard frame.count >= ZeroMQLimits.zeroCopyBytesMin, let held = links[peer]?.held else {
                return try door.publisher.send(topic: topic, payload: frame)
            }
            guard let share = held.share(of: frame.count) else { return false }
            return try door.publisher.send(topic: topic, payload: MessagePart(frame, with: share))
        } catch {
            setup.log.error("a frame could not be sent: \(error)", metadata: ["peer": "\(peer)"])
            return false
        }
    }

    private func sendEntries(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int, frames: Int) -> Input {
        var sent = after
        var sentBytes = 0
        var sentFrames = 0
        var blocked = false
        var run: [Entry] = []
        var runBytes = 0
        func flush() {
            guard let batch = codec.signer.batch(lane: stream.lane, entries: run) else { return }
            if transmit(.entries(batch), to: stream.peer) {
                sent = batch.through.sequence
                links[stream.peer]?.traffic.sent[stream.lane, default: 0] += Int64(run.count)
                sentBytes += runBytes
                sentFrames += 1
            } else {
                blocked = true
            }
            run.removeAll(keepingCapacity: true)
            runBytes = 0
        }
        reading: while !blocked, sentFrames < frames, sent < through, sentBytes < bytes {
            let start = sent
            let budget = min(bytes - sentBytes, TransportLimits.readBytesMax)
            guard let entries = read(stream, after: sent, through: through, bytes: budget), !entries.isEmpty else {
                break
            }
            for entry in entries {
                let size = entry.byteCount
                if !run.isEmpty, runBytes + size > setup.limits.frameBytesMax {
                    flush()
                    if blocked || sentFrames == frames { break reading }
                }
                if sentBytes + runBytes + size > bytes, sentBytes + runBytes > 0 { break }
                run.append(entry)
                runBytes += size
            }
            flush()
            if sent == start { break }
        }
        return .sent(stream, after: after, through: sent, bytes: sentBytes, frames: sentFrames, blocked: blocked)
    }

    private func read(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int) -> ArraySlice<Entry>? {
        if let found = recent[stream]?.entries(after: after, through: through, bytes: bytes) { return found }
        do {
            return try setup.journal.entries(stream, after: after, through: through, bytes: bytes)[...]
        } catch {
            setup.log.error("the journal could not be read: \(error)", metadata: ["peer": "\(stream.peer)"])
            return nil
        }
    }

    private func sendReturned(_ stream: StreamKey, after: UInt64, through: UInt64, bytes: Int) {
        do {
            for batch in try setup.journal.returned(stream, after: after, through: through, bytes: bytes) {
                guard transmit(.recovered(batch), to: stream.peer) else { return }
            }
        } catch {
            setup.log.error("the journal could not be read: \(error)", metadata: ["peer": "\(stream.peer)"])
        }
    }

    /// Sends a frame of a material transfer, or keeps it until the peer's pipe has room.
    func send(_ frame: MaterialSending, to peer: NodeCode) {
        var queue = waiting[peer] ?? []
        // What doesn't fit is asked for again by the peer, or by our own fetch.
        guard queue.count < TransportLimits.materialFramesWaitingMax else { return }
        if queue.isEmpty, publishMaterial(frame, to: peer) { return }
        queue.append(frame)
        waiting[peer] = queue
    }

    /// Sends a question or an answer about accounts.
    ///
    /// One that is lost is asked again by whoever wants to know.
    func send(_ frame: AccountFrame, to peer: NodeCode) {
        do {
            let bytes =
                switch frame {
                case .request(let request): try codec.encode(request)
                case .answer(let answer): try codec.encode(answer)
                }
            _ = publish(bytes, to: peer, topic: "control")
        } catch {
            setup.log.error("a frame about accounts could not be made: \(error)", metadata: ["peer": "\(peer)"])
        }
    }

    /// Tries again what waits.
    func sendWaitingMaterial() {
        for (peer, frames) in waiting {
            guard links[peer] != nil else {
                waiting[peer] = nil
                continue
            }
            var rest = frames[...]
            while let frame = rest.first, publishMaterial(frame, to: peer) { rest.removeFirst() }
            waiting[peer] = rest.isEmpty ? nil : Array(rest)
        }
    }

    private func publishMaterial(_ frame: MaterialSending, to peer: NodeCode) -> Bool {
        do {
            switch frame {
            case .request(let request): return publish(try codec.encode(request), to: peer, topic: "control")
            case .part(let bytes): return publish(bytes, to: peer, topic: "material")
            }
        } catch {
            setup.log.error("a material frame could not be made: \(error)", metadata: ["peer": "\(peer)"])
            return true
        }
    }
}
