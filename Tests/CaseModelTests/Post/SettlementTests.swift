import CaseModel
import Foundation
import TestChance
import Testing

@Suite struct SettlementTests {
    /// A parcel that was handed over at an instant; direction, carrier and price by chance.
    private static func parcel(_ index: Int, using random: inout SplitMix) throws -> Parcel {
        let direction = try #require(ParcelDirection.allCases.randomElement(using: &random))
        var parcel = direction == .materials ? PostSample.materials() : PostSample.back(direction)
        parcel.id = "P\(index)"
        parcel.carrier = try #require(Carrier.allCases.randomElement(using: &random))
        parcel.courier = parcel.carrier == .courier ? "顺丰速运" : nil
        parcel.trackingNumber = PostSample.trackingNumber(parcel.carrier)
        parcel.costFen = Bool.random(using: &random) ? Int64.random(in: 0...5_000, using: &random) : nil
        let at = Sample.time + Int64.random(in: 0..<90 * 24, using: &random) * PostSample.hour
        var events = [CustodyEvent(.packed, at: at, city: parcel.sender.city, officer: "王芳")]
        if Int.random(in: 0..<10, using: &random) > 0 {
            events.append(CustodyEvent(.handedOver, at: at, city: parcel.sender.city, officer: "王芳"))
        }
        for event in events { parcel = try parcel.applying(event) }
        return try parcel.checked()
    }

    private static func parcels(seed: UInt64) throws -> [Parcel] {
        var random = SplitMix(seed: seed)
        return try (0..<200).map { try parcel($0, using: &random) }
    }

    @Test func bothCitiesWriteTheSameReport() throws {
        for seed in UInt64(1)...20 {
            let parcels = try Self.parcels(seed: seed)
            var random = SplitMix(seed: seed &+ 1_000)
            let one = try SettlementReport(ParcelLedger(parcels))
            let other = try SettlementReport(ParcelLedger(parcels.shuffled(using: &random)))
            #expect(one == other && one.csv == other.csv)
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            #expect(try encoder.encode(one) == encoder.encode(other))
            #expect(try JSONDecoder().decode(SettlementReport.self, from: encoder.encode(one)) == one)
        }
    }

    /// Adds up parcel by parcel, the slow way.
    @Test func sumsAreThoseOfTheParcels() throws {
        for seed in UInt64(30)...40 {
            let parcels = try Self.parcels(seed: seed).filter { $0.state != .packed }
            let report = try SettlementReport(ParcelLedger(parcels))
            for line in report.lines {
                let own = parcels.filter {
                    $0.sender.city == line.key.payer && $0.direction == line.key.direction
                        && $0.carrier == line.key.carrier
                        && LocalDay(milliseconds: $0.events[1].at).description.prefix(6)
                            == line.key.month.description.filter { $0 != "-" }
                }
                #expect(line.sum.parcels == own.count && line.sum.unpriced == own.count { $0.costFen == nil })
                #expect(line.sum.costFen == own.reduce(0) { $0 + ($1.costFen ?? 0) })
            }
            for sum in [report.lines.map(\.sum), report.totals.map(\.sum)] {
                #expect(sum.reduce(0) { $0 + $1.parcels } == parcels.count)
                #expect(sum.reduce(0) { $0 + $1.costFen } == parcels.reduce(0) { $0 + ($1.costFen ?? 0) })
            }
        }
    }

    @Test func theMonthIsTheLocalOne() throws {
        // 2026-11-30T15:59:59Z and one second later: the month ends in Shanghai.
        let last: Int64 = 1_796_054_399_000
        let parcels = try [last, last + 1_000].enumerated().map { index, at in
            var parcel = PostSample.materials(id: "P\(index)")
            for kind in [CustodyEvent.Kind.packed, .handedOver] {
                parcel = try parcel.applying(CustodyEvent(kind, at: at, city: Sample.quzhou, officer: "王芳"))
            }
            return parcel
        }
        let report = try SettlementReport(ParcelLedger(parcels))
        #expect(
            report.csv == """
                payer,month,direction,carrier,parcels,unpriced,cost_fen\r
                330800,2026-11,materials,ems,1,0,2200\r
                330800,2026-11,total,total,1,0,2200\r
                330800,2026-12,materials,ems,1,0,2200\r
                330800,2026-12,total,total,1,0,2200\r

                """
        )
        let december = sure(ReportPeriod("2026-12"))
        let one = try SettlementReport(ParcelLedger(parcels), months: december...december)
        #expect(one.lines.map(\.key.month) == [december] && one.totals.map(\.month) == [december])
    }

    @Test func nothingIsCountedTwice() throws {
        let parcel = try PostSample.after([.packed, .handedOver])
        let refusal = refusal { () throws(CaseRefusal) in _ = try ParcelLedger([parcel, parcel]) }
        #expect(refusal?.code == .repeated)
        var back = PostSample.back(id: parcel.id)
        for kind in [CustodyEvent.Kind.packed, .handedOver] {
            back = try back.applying(PostSample.event(kind, city: Sample.huangshan))
        }
        let ledger = try ParcelLedger([parcel, back])
        #expect(Set(ledger.sums.keys.map(\.payer)) == [Sample.quzhou, Sample.huangshan])
    }

    @Test func badMoneyIsRefused() throws {
        var parcel = try PostSample.after([.packed, .handedOver])
        parcel.costFen = .max
        #expect(refusal { () throws(CaseRefusal) in _ = try ParcelLedger([parcel]) }?.field == "costFen")
        parcel.costFen = 1
        parcel.payer = Sample.huangshan
        #expect(refusal { () throws(CaseRefusal) in _ = try ParcelLedger([parcel]) }?.code == .wrongPayer)
    }
}
