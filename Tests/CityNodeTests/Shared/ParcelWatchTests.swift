import CaseModel
import ExchangeCore
import Testing

@testable import CityNode

@Suite("Parcels that need somebody")
struct ParcelWatchTests {
    @Test("A parcel that nobody scans stands as an alarm until it is scanned")
    func notScanned() async throws {
        let town = try Town([Sample.quzhou, Sample.nanping])
        let node = try town.start(Sample.quzhou)
        let quzhou = Sample.city(Sample.quzhou)
        var submission = Sample.submission()
        submission.number = try node.newNumber()
        let number = try await node.submit(submission, mode: nil, consulting: false, key: nil).answer.number
        let name = SharedChange.ParcelName(sender: quzhou, id: "P-1")
        var key = 0
        func say(_ change: SharedChange) async throws {
            key += 1
            _ = try await node.change(change, key: CommandKey(key: "\(key)", request: []))
            await node.watchParcels()
        }
        func event(_ kind: CustodyEvent.Kind, hoursAgo: Int64) -> SharedChange {
            let at = node.now - hoursAgo * 3_600_000
            return .custody(name, CustodyEvent(kind, at: at, city: quzhou, officer: "邮寄员"))
        }
        let parcel = Parcel(
            id: "P-1",
            cases: [number],
            items: [ParcelItem(name: "户口簿", form: .original)],
            direction: .materials,
            sender: OfficeName(office: "通办窗口", city: quzhou),
            receiver: ParcelReceiver(office: "审批科", city: Sample.city(Sample.nanping)),
            carrier: .ems,
            trackingNumber: "EA123456789CN"
        )
        func alarms() -> [String] { node.alarms.list.filter { $0.code.rawValue == "parcel" }.map(\.text) }
        try await say(.parcelListed(parcel))
        try await say(event(.packed, hoursAgo: 31))
        #expect(alarms().isEmpty)
        try await say(event(.handedOver, hoursAgo: 30))
        #expect(alarms().count == 1 && alarms().first?.contains("未揽收") == true)
        try await say(event(.scanned, hoursAgo: 1))
        #expect(alarms().isEmpty)
    }
}
