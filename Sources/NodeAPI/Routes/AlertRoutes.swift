import CaseModel
import Hummingbird

/// Alarms, and how people are told of them.
struct AlertRoutes {
    let service: any AlertService

    func add(to router: Router<APIContext>) {
        router.on(.listAlerts) { _, _ in Response.json(AlertReportJSON(try await service.alerts())) }
        // Needs no key: each test is a test.
        router.on(.testAlerts) { _, context in
            Response.json(AlertTestJSON(try await service.testAlerts(context.query.text("channel"))))
        }
    }
}
