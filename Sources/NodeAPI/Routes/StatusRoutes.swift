import Hummingbird

/// How the node does.
struct StatusRoutes {
    let service: any StatusService

    func add(to router: Router<APIContext>) {
        router.on(.status) { _, _ in
            Response.json(StatusJSON(try await service.status()))
        }
        // For supervisors: it asks the node, so that a node that hangs is not called healthy.
        router.on(.health) { _, _ in
            _ = try await service.status()
            return Response(
                status: .ok,
                headers: [.contentType: "text/plain; charset=utf-8", .cacheControl: "no-store"],
                body: .init(byteBuffer: ByteBuffer(string: "ok\n"))
            )
        }
    }
}
