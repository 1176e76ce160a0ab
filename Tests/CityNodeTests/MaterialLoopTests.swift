import CaseModel
import ExchangeCore
import ExchangeWire
import Foundation
import Testing

@testable import CityNode

@Suite("MaterialLoop: whose turn it is")
struct MaterialLoopTests {
    /// What the loop said.
    struct Said: Sendable {
        var requests: [MaterialRequest] = []
        /// Whom the requests went to.
        var asked: [NodeCode] = []
        var chunks: [MaterialChunk] = []
        var complete: [MaterialDigest] = []
        /// What these are by their bytes.
        var contents: [ContentKind?] = []
        var alarms: [NodeCode] = []
    }

    let temporary: TemporaryFolder
    let folder: MaterialFolder
    let said = Box(Said())
    /// What the index wants, in its order.
    let index = Box<[WantedMaterial]>([])
    /// Who may have a material, whichever it is.
    let sources = Box([Sample.nanping])
    /// Files that wait to be published.
    let whole = Box<[WholeFile]>([])
    let loop: MaterialLoop

    init() throws {
        temporary = try TemporaryFolder()
        folder = try MaterialFolder(root: temporary.path + "/materials")
        let said = said
        let index = index
        let sources = sources
        let whole = whole
        loop = MaterialLoop(
            setup: MaterialSetup(
                folder: folder,
                send: { frame, peer in
                    said.value.withLock { said in
                        switch frame {
                        case .request(let request):
                            said.requests.append(request)
                            said.asked.append(peer)
                        case .part(let frame): said.chunks += (try? Sample.chunk(frame)).map { [$0] } ?? []
                        }
                    }
                },
                mayRead: { _, _ in true },
                wanted: { peer, after, limit in
                    index.value.withLock { index in
                        let rest = index.drop { after != nil && $0.digest.withMaterial != after }
                        return Array(rest.dropFirst(after == nil ? 0 : 1).filter { $0.peer == peer }.prefix(limit))
                    }
                },
                sources: { _ in sources.value.withLock { $0 } },
                complete: { digest, content in
                    said.value.withLock { said in
                        said.complete.append(digest)
                        said.contents.append(content)
                    }
                },
                waits: { _, peer, _ in said.value.withLock { $0.alarms.append(peer) } },
                log: Sample.silent
            ),
            publish: { file in whole.value.withLock { $0.append(file) } }
        )
    }

    func wanted(_ bytes: [UInt8], from peer: NodeCode = Sample.nanping) -> WantedMaterial {
        WantedMaterial(
            digest: sure(Sample.digest(bytes).withBytes { Digest($0) }),
            size: Int64(bytes.count),
            peer: peer
        )
    }

    func chunk(_ bytes: [UInt8], of whole: [UInt8]) -> MaterialChunk {
        let size = UInt64(whole.count)
        return MaterialChunk(digest: wanted(whole).digest, offset: 0, totalBytes: size, bytes: FrameBytes(bytes))
    }

    /// What a peer answers to a request.
    func part(_ request: MaterialRequest, of whole: [UInt8]) -> MaterialChunk {
        let offset = Int(request.offset)
        var part = chunk(Array(whole[offset..<offset + request.length]), of: whole)
        part.offset = request.offset
        return part
    }

    /// Publishes what is whole, and ends the turn.
    func tick() -> Int64? {
        publishWhole()
        return loop.tick()
    }

    func publishWhole() {
        let all = whole.value.withLock { whole in
            defer { whole = [] }
            return whole
        }
        if !all.isEmpty { loop.take(MaterialPublisher.publish(all, in: folder)) }
    }

    func take() -> Said {
        said.value.withLock { value in
            defer { value = Said() }
            return value
        }
    }

    @Test("A few at once per peer; the next begins when one is whole")
    func turns() {
        let most = MaterialLimits.fetchesPerPeerMax
        let all = (1...most + 2).map { [UInt8](repeating: UInt8($0), count: 10) }
        for bytes in all { loop.want(wanted(bytes)) }
        loop.want(wanted(all[0]))
        loop.want(wanted([9], from: Sample.shangrao))
        let first = take()
        #expect(first.requests.map(\.digest) == (all[..<most] + [[9]]).map { wanted($0).digest })
        // From the wrong peer: not taken.
        loop.take(chunk(all[0], of: all[0]), from: Sample.shangrao)
        #expect(take().complete.isEmpty)
        loop.take(chunk(all[0], of: all[0]), from: Sample.nanping)
        // The next is on its way before the disk is waited for.
        let second = take()
        #expect(second.complete.isEmpty)
        #expect(second.requests.map(\.digest) == [wanted(all[most]).digest])
        #expect(second.alarms.isEmpty)
        // It came, so this is not true any more.
        loop.take(MaterialChunk(digest: wanted(all[0]).digest, offset: 0, missing: .incomplete), from: Sample.nanping)
        #expect(tick() != nil)
        let third = take()
        #expect(third.complete == [Sample.digest(all[0])])
        #expect(folder.size(of: Sample.digest(all[0])) == 10)
        #expect(third.requests.isEmpty && third.alarms.isEmpty)
    }

    @Test("What a crash left whole is published without a question")
    func leftWhole() throws {
        let digest = Sample.digest([1, 2, 3])
        try [UInt8]([1, 2, 3]).withUnsafeBytes { try folder.stagePart(digest).append($0) }
        loop.want(wanted([1, 2, 3]))
        #expect(tick() == nil)
        let said = take()
        #expect(said.complete == [digest] && said.contents == [.unknown])
        #expect(said.requests.isEmpty)
    }

    @Test("What is here already is complete at once, and what came twice does no harm")
    func here() throws {
        let file = try folder.stageUpload()
        let text = Array("文".utf8)
        try text.withUnsafeBytes { try file.append($0) }
        _ = try folder.publish(file, expected: nil)
        loop.want(wanted(text))
        let said = take()
        #expect(said.complete == [Sample.digest(text)] && said.contents == [.text])
        #expect(said.requests.isEmpty)
        loop.take(chunk(text, of: text), from: Sample.nanping)
        #expect(take().complete.isEmpty)
    }

    @Test("A material that the peer can't give waits, with an alarm, and the next has its turn")
    func missing() {
        let most = MaterialLimits.fetchesPerPeerMax
        let all = (1...most + 1).map { [UInt8](repeating: UInt8($0), count: 10) }
        for bytes in all { loop.want(wanted(bytes)) }
        _ = take()
        loop.take(MaterialChunk(digest: wanted(all[0]).digest, offset: 0, missing: .incomplete), from: Sample.nanping)
        let said = take()
        #expect(said.alarms == [Sample.nanping])
        #expect(said.requests.map(\.digest) == [wanted(all[most]).digest])
        #expect(tick() != nil)
        // Bytes that lie are not kept either.
        loop.take(chunk([UInt8](repeating: 7, count: 10), of: all[1]), from: Sample.nanping)
        #expect(tick() != nil)
        #expect(take().alarms == [Sample.nanping])
        #expect(folder.size(of: Sample.digest(all[1])) == nil)
        #expect(folder.partSize(of: Sample.digest(all[1])) == 0)
    }

    @Test("However many turns end as soon as they begin, each is told, and the loop goes on")
    func manyEndAtOnce() throws {
        let count = MaterialLimits.heldPerPeerMax * 20
        let first = (1...MaterialLimits.fetchesPerPeerMax).map { [UInt8(0), UInt8($0)] }
        for bytes in first { loop.want(wanted(bytes)) }
        let others = (0..<count).map { wanted([1, UInt8($0 & 0xFF), UInt8($0 >> 8)]) }
        index.value.withLock { $0 = first.map { wanted($0) } + others }
        for material in others { loop.want(material) }
        // From here on no turn can begin.
        try FileManager.default.removeItem(atPath: temporary.path + "/materials/incoming")
        _ = take()
        loop.take(MaterialChunk(digest: wanted(first[0]).digest, offset: 0, missing: .incomplete), from: Sample.nanping)
        #expect(take().alarms.count >= count + 1)
        #expect(tick() != nil)
    }

    @Test("What memory does not hold is read from the index; what is asked for in vain waits for its next time")
    func beyondMemory() {
        let all = (0..<MaterialLimits.heldPerPeerMax * 2 + 5).map { wanted([UInt8($0 & 0xFF), UInt8($0 >> 8)]) }
        index.value.withLock { $0 = all + [wanted([7], from: Sample.shangrao)] }
        #expect(tick() == nil)
        for _ in 1...2 {
            loop.hurry(Sample.nanping)
            _ = tick()
            var asked: [Digest: Int] = [:]
            while case let requests = take().requests, !requests.isEmpty {
                for request in requests {
                    asked[request.digest, default: 0] += 1
                    loop.take(
                        MaterialChunk(digest: request.digest, offset: 0, missing: .incomplete),
                        from: Sample.nanping
                    )
                }
            }
            // Those whose time has come and that are let go of are met once more.
            #expect(Set(asked.keys) == Set(all.map(\.digest)) && asked.values.allSatisfy { $0 <= 2 })
            #expect(tick().map { $0 > 0 } == true)
        }
    }

    @Test("What is wanted while memory is full is fetched from the index")
    func wantedWhileFull() {
        let all = (0..<MaterialLimits.heldPerPeerMax + 3).map { wanted([UInt8($0 & 0xFF), UInt8($0 >> 8)]) }
        for material in all {
            index.value.withLock { $0.append(material) }
            loop.want(material)
        }
        var asked: Set<Digest> = []
        while case let requests = take().requests, !requests.isEmpty {
            for request in requests {
                asked.insert(request.digest)
                loop.take(MaterialChunk(digest: request.digest, offset: 0, missing: .incomplete), from: Sample.nanping)
            }
        }
        #expect(asked == Set(all.map(\.digest)))
    }

    @Test("When a peer is back, what waits for it is asked for at once")
    func hurries() {
        loop.want(wanted([1]))
        loop.want(wanted([2]))
        loop.want(wanted([3], from: Sample.shangrao))
        loop.take(MaterialChunk(digest: wanted([1]).digest, offset: 0, missing: .incomplete), from: Sample.nanping)
        _ = take()
        _ = tick()
        #expect(take().requests.isEmpty)
        loop.hurry(Sample.nanping)
        _ = tick()
        #expect(Set(take().requests.map(\.digest)) == [wanted([1]).digest, wanted([2]).digest])
    }

    @Test("Nothing is due while nothing is wanted")
    func idle() { #expect(tick() == nil) }

    @Test("A peer that asks gets an answer")
    func serves() throws {
        let file = try folder.stageUpload()
        try [UInt8]([1, 2]).withUnsafeBytes { try file.append($0) }
        _ = try folder.publish(file, expected: nil)
        loop.serve(MaterialRequest(digest: wanted([1, 2]).digest, offset: 1, length: 5), to: Sample.nanping)
        #expect(take().chunks.map(\.bytes) == [[2]])
    }
}
