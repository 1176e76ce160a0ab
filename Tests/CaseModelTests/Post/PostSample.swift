import CaseModel

/// Sound parcels to start from.
enum PostSample {
    static let hour: Int64 = 3_600_000
    static let window = "衢州市行政服务中心 通办窗口"
    static let bureau = "黄山市市场监督管理局"

    static func number(_ random: UInt64, collecting: CityCode = Sample.quzhou) -> CaseNumber {
        CaseNumber(collecting: collecting, at: Sample.time, random: random)
    }

    /// Papers on the way from Quzhou, which collected, to Huangshan, which handles.
    static func materials(
        id: String = "QZ-1",
        cases: [CaseNumber] = [Sample.number],
        items: [ParcelItem] = [
            ParcelItem(name: "营业执照", form: .original, photo: Sample.digest()),
            ParcelItem(name: "公司章程", form: .copy, count: 3),
        ],
        carrier: Carrier = .ems
    ) -> Parcel {
        Parcel(
            id: id,
            cases: cases,
            items: items,
            direction: .materials,
            sender: OfficeName(office: window, city: Sample.quzhou),
            receiver: ParcelReceiver(office: bureau, city: Sample.huangshan),
            carrier: carrier,
            courier: carrier == .courier ? "顺丰速运" : nil,
            trackingNumber: trackingNumber(carrier),
            declaredValueFen: 50_000,
            costFen: 2_200
        )
    }

    /// The result, or originals, on the way back.
    static func back(_ direction: ParcelDirection = .results, id: String = "HS-1", office: String? = window) -> Parcel {
        Parcel(
            id: id,
            cases: [Sample.number],
            items: [ParcelItem(name: "营业执照", form: .original)],
            direction: direction,
            sender: OfficeName(office: bureau, city: Sample.huangshan),
            receiver: ParcelReceiver(office: office, city: Sample.quzhou),
            carrier: .ems,
            trackingNumber: "EA123456789CN"
        )
    }

    static func trackingNumber(_ carrier: Carrier) -> String? {
        switch carrier {
        case .ems: "1234567890123"
        case .courier: "SF1234567890"
        case .confidential, .byHand: nil
        }
    }

    /// An event of the materials' parcel, so many hours after it was packed.
    static func event(_ kind: CustodyEvent.Kind, hours: Int64 = 0, city: CityCode? = nil) -> CustodyEvent {
        let teller: CityCode =
            switch kind {
            case .packed, .handedOver, .scanned, .delivered, .lost, .replaced: Sample.quzhou
            case .received, .openedComplete, .openedDiffering: Sample.huangshan
            }
        return CustodyEvent(
            kind,
            at: Sample.time + hours * hour,
            city: city ?? teller,
            officer: "王芳",
            isSealIntact: kind == .received ? true : nil,
            differences: kind == .openedDiffering ? [ContentDifference(item: 1, kind: .missing)] : [],
            replacement: kind == .replaced ? "QZ-2" : nil
        )
    }

    /// A parcel after these events, one hour apart.
    static func after(_ kinds: [CustodyEvent.Kind], _ parcel: Parcel = materials()) throws -> Parcel {
        var parcel = parcel
        for (index, kind) in kinds.enumerated() { parcel = try parcel.applying(event(kind, hours: Int64(index))) }
        return parcel
    }

    /// The shortest way to every state.
    static let ways: [ParcelState: [CustodyEvent.Kind]] = [
        .listed: [],
        .packed: [.packed],
        .underway: [.packed, .handedOver],
        .delivered: [.packed, .handedOver, .delivered],
        .received: [.packed, .handedOver, .received],
        .complete: [.packed, .handedOver, .received, .openedComplete],
        .differing: [.packed, .handedOver, .received, .openedDiffering],
        .lost: [.packed, .handedOver, .lost],
        .replaced: [.packed, .handedOver, .lost, .replaced],
    ]
}

/// The refusal of a parcel's check, or `nil` when it is sound.
func refusal(of parcel: Parcel) -> CaseRefusal? {
    refusal { () throws(CaseRefusal) in _ = try parcel.checked() }
}
