import ExchangeCore
import Foundation
import Testing

@testable import CityNode

@Suite("Laboratory")
struct LaboratoryTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test("A laboratory's plan is checked")
    func plans() throws {
        let city = Laboratory.City(code: Sample.quzhou, name: "x")
        func refused(_ cities: [Laboratory.City], _ port: Int) -> Bool {
            do {
                _ = try Laboratory(folder: folder.path + "/new", cities: cities, firstPort: port).write()
                return false
            } catch {
                return error.expected.isEmpty == false
            }
        }
        #expect(refused([], 7_000))
        #expect(refused([city, city], 7_000))
        #expect(refused([city], 80))
        #expect(refused([city], 65_500))
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/new"))
    }

    @Test("Each of many cities has ports of its own")
    func manyCities() throws {
        let cities = (0..<130).map { Laboratory.City(code: sure(NodeCode("\(110_101 + $0)")), name: "x") }
        let files = try Laboratory(folder: folder.path + "/many", cities: cities, firstPort: 7_000).write()
        let ports = try files.flatMap { file in
            try String(contentsOfFile: file, encoding: .utf8).matches(of: /127\.0\.0\.1:(\d+)/).compactMap { Int($0.1) }
        }
        #expect(ports.count == 260 && Set(ports).count == 260)
        #expect(ports.min() == 7_000 && ports.max() == 7_329)
    }
}
