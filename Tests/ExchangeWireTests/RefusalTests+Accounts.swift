import ExchangeCore
import ExchangeWire
import Foundation
import SwiftProtobuf

/// Questions and answers about accounts that are refused.
extension RefusalTests {
    static let accounts: [Cause] = [
        Cause("malformed", .malformed(.accountRequest)) {
            _ = try codec.decode([0x42, 2, 0x09, 1], from: world.quzhou)
        },
        Cause("malformed", .malformed(.accountAnswer)) {
            _ = try codec.decode([0x4A, 2, 0x12, 9], from: world.quzhou)
        },
        Cause("accountNumberMissing", .accountNumberMissing) {
            _ = try WireFrame.with { $0.accountRequest = WireAccountRequest() }.readByNanping()
        },
        Cause("accountNumberMissing", .accountNumberMissing) { try answer { $0.number = 0 } },
        Cause("accountsTooMany", .accountsTooMany(17)) {
            try answer {
                $0.streams = (4...20).map { number in .with { $0.lane = .UNRECOGNIZED(number) } }
            }
        },
        Cause("accountRepeated", .accountRepeated(.case, isOwn: true)) {
            try answer { $0.streams.append($0.streams[0]) }
        },
        Cause("accountRepeated", .accountRepeated(.case, isOwn: false)) {
            try answer {
                $0.streams[0].own = false
                $0.streams.append($0.streams[0])
            }
        },
        Cause("laneUnknown", .laneUnknown(0)) { try answer { $0.streams[0].lane = .unspecified } },
        Cause("positionWrong", .positionWrong(sequence: 9)) {
            try answer { $0.streams[0].end = .with { $0.sequence = 9 } }
        },
        Cause("accountDaysTooMany", .accountDaysTooMany(.case, 401)) {
            try answer { answer in
                let day = answer.streams[0].days[0]
                answer.streams[0].days = (Int32(0)...400).map { number in
                    var day = day
                    day.day = number
                    return day
                }
            }
        },
        Cause("accountDayWrong", .accountDayWrong(3_000_001)) { try answer { $0.streams[0].days[1].day = 3_000_001 } },
        Cause("accountDayWrong", .accountDayWrong(-3_000_001)) {
            try answer { $0.streams[0].days[0].day = -3_000_001 }
        },
        Cause("accountDayWrong", .accountDayWrong(.min)) { try answer { $0.streams[0].days[0].day = .min } },
        Cause("accountDaysUnordered", .accountDaysUnordered(.case, before: 20_780, day: 20_780)) {
            try answer { $0.streams[0].days[1].day = 20_780 }
        },
        Cause("accountDaysUnordered", .accountDaysUnordered(.case, before: 20_780, day: -1)) {
            try answer { $0.streams[0].days[1].day = -1 }
        },
        Cause("accountDayEmpty", .accountDayEmpty(.case, day: 20_781)) {
            try answer { $0.streams[0].days[1].count = 0 }
        },
        Cause("accountDayEmpty", .accountDayEmpty(.case, day: 20_780)) {
            try answer { $0.streams[0].days[0].clearLast() }
        },
        Cause("positionWrong", .positionWrong(sequence: 2)) {
            try answer { $0.streams[0].days[0].last.hash = Data(count: 32) }
        },
    ]

    /// An answer that reads until it is changed.
    private static func answer(_ change: (inout WireAccountAnswer) -> Void) throws {
        let last = WirePosition.with {
            $0.sequence = 2
            $0.hash = Data(repeating: 1, count: 32)
        }
        let days = [20_780, 20_781].map { (number: Int32) in
            WireAccountDay.with {
                $0.day = number
                $0.count = 1
                $0.last = last
            }
        }
        var answer = WireAccountAnswer.with {
            $0.number = 1
            $0.streams = [
                .with {
                    $0.lane = .case
                    $0.own = true
                    $0.end = last
                    $0.days = days
                }
            ]
        }
        _ = try WireFrame.with { $0.accountAnswer = answer }.readByNanping()
        change(&answer)
        _ = try WireFrame.with { $0.accountAnswer = answer }.readByNanping()
    }
}
