import Foundation
import Testing

@testable import CityNode

@Suite("What a service manager is told")
struct ServiceManagerTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func manager(_ fake: FakeServiceManager, _ more: [String: String] = [:]) throws -> ServiceManager {
        let environment = more.merging(["NOTIFY_SOCKET": fake.name]) { $1 }
        return try ServiceManager(environment: environment, process: 7, log: Sample.silent)
    }

    @Test("Lines of one message come together, at a path and at an abstract name")
    func names() throws {
        for name in [folder.path + "/notify", "@tongban-test-\(UUID().uuidString)"] {
            let fake = try FakeServiceManager(name)
            let manager = try manager(fake)
            manager.tell(.ready, .status("all\nis well"))
            manager.tell(.moreTime(seconds: 30))
            manager.tell(.alive)
            manager.tell(.stopping)
            #expect(
                fake.messages() == [
                    ["READY=1", "STATUS=all is well"], ["EXTEND_TIMEOUT_USEC=30000000"], ["WATCHDOG=1"], ["STOPPING=1"],
                ]
            )
        }
    }

    @Test("Without a service manager nothing is told, and nothing fails")
    func nobody() throws {
        for environment in [[:], ["NOTIFY_SOCKET": ""], ["WATCHDOG_USEC": "1000000"]] as [[String: String]] {
            let manager = try ServiceManager(environment: environment, log: Sample.silent)
            manager.tell(.ready)
            #expect(manager.watchdog == nil)
            #expect(manager.whileStarting("waits") { 7 } == 7)
        }
    }

    @Test("A socket that went away stops nothing")
    func gone() throws {
        let fake = try FakeServiceManager(folder.path + "/notify")
        let manager = try manager(fake)
        try FileManager.default.removeItem(atPath: fake.name)
        manager.tell(.ready)
        #expect(fake.messages().isEmpty)
    }

    @Test("An environment that no service manager makes is refused with what to do")
    func wrong() throws {
        let long = "/" + String(repeating: "x", count: 108)
        for name in ["notify", "/", "@", long] {
            #expect(throws: NotifyError.name(name)) {
                try ServiceManager(environment: ["NOTIFY_SOCKET": name], log: Sample.silent)
            }
        }
        let fake = try FakeServiceManager(folder.path + "/notify")
        for variable in ["WATCHDOG_USEC", "WATCHDOG_PID"] {
            for text in ["soon", "-1", "1.5"] {
                #expect(throws: NotifyError.number(variable: variable, text)) {
                    try manager(fake, [variable: text])
                }
            }
        }
        #expect("\(NotifyError.name("notify"))".contains("unset it"))
    }

    @Test("The watchdog is fed only by the process that it is for")
    func watchdog() throws {
        let fake = try FakeServiceManager(folder.path + "/notify")
        #expect(try manager(fake, ["WATCHDOG_USEC": "3000000"]).watchdog == .seconds(3))
        #expect(try manager(fake, ["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "7"]).watchdog == .seconds(3))
        #expect(try manager(fake, ["WATCHDOG_USEC": "3000000", "WATCHDOG_PID": "8"]).watchdog == nil)
        #expect(try manager(fake, ["WATCHDOG_USEC": "0"]).watchdog == nil)
    }

    @Test("A long start asks for more time while it lasts, and not after it")
    func longStart() throws {
        let fake = try FakeServiceManager(folder.path + "/notify")
        let manager = try manager(fake)
        var asked: [[String]] = []
        manager.whileStarting("migrating") {
            let limit = Date(timeIntervalSinceNow: 60)
            while asked.isEmpty, Date() < limit { asked = fake.messages() }
        }
        #expect(asked == [["EXTEND_TIMEOUT_USEC=30000000", "STATUS=migrating"]])
        #expect(fake.messages().isEmpty)
        struct Refused: Error {}
        #expect(throws: Refused.self) { try manager.whileStarting("fails") { throw Refused() } }
    }

    @Test("Ready once the last address listens; a reload says so before and after, and what went wrong")
    func state() throws {
        let fake = try FakeServiceManager(folder.path + "/notify")
        let state = ServiceState(try manager(fake), listeners: 2, status: "runs")
        // A reload before the node is ready must not say that it is.
        state.reloading { nil }
        state.isListening()
        #expect(fake.messages().isEmpty)
        state.isListening()
        #expect(fake.messages() == [["READY=1", "STATUS=runs"]])

        var during: [[String]] = []
        state.reloading {
            during = fake.messages()
            return "nothing was taken anew"
        }
        let before = try #require(during.first)
        #expect(before.count == 3 && before[0] == "RELOADING=1" && before[2].hasPrefix("STATUS="))
        let stamp = try #require(UInt64(before[1].replacing("MONOTONIC_USEC=", with: "")))
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        #expect(stamp > 0 && stamp <= UInt64(now.tv_sec + 1) * 1_000_000)
        #expect(fake.messages() == [["READY=1", "STATUS=runs; nothing was taken anew"]])
        state.reloading { nil }
        #expect(fake.messages().last == ["READY=1", "STATUS=runs"])
        state.stopping()
        #expect(fake.messages().first?.first == "STOPPING=1")
    }
}
