import CaseModel
import HTTPTypes
import Hummingbird

/// Signing people in at the identity provider, and out.
struct SignInRoutes {
    let service: any AccountService
    let gate: Gate

    func add(to router: Router<APIContext>) {
        router.on(.signIn, use: begin)
        router.on(.finishSignIn, use: finish)
        router.on(.signOut, use: end)
    }

    @Sendable private func begin(_ request: Request, _ context: APIContext) async throws -> Response {
        let start = try await service.beginSignIn()
        return redirect(to: start.address, [SessionCookie.attempt.set(start.state, isSecure: context.isSecure)])
    }

    @Sendable private func finish(_ request: Request, _ context: APIContext) async throws -> Response {
        let query = context.query
        do {
            // The browser that comes back is the one that was sent away.
            guard let state = query.text("state"),
                state == SessionCookie.attempt.read(request.headers, isSecure: context.isSecure)
            else { throw ServiceError.signInFailed("the attempt to sign in was begun elsewhere, or is over") }
            guard let code = query.text("code") else {
                throw ServiceError.signInFailed("the identity provider did not let the person in")
            }
            let session = try await service.endSignIn(code: code, state: state)
            return redirect(
                to: Operation.showMe.route.path,
                [
                    SessionCookie.session.set(session, isSecure: context.isSecure),
                    SessionCookie.attempt.clear(isSecure: context.isSecure),
                ]
            )
        } catch let error as ServiceError {
            if case .signInFailed = error, let locked = await gate.countFailure(context) { throw locked }
            throw error
        }
    }

    @Sendable private func end(_ request: Request, _ context: APIContext) async throws -> Response {
        if let session = SessionCookie.session.read(request.headers, isSecure: context.isSecure) {
            service.signOut(session)
        }
        return Response(
            status: .noContent,
            headers: [
                .setCookie: SessionCookie.session.clear(isSecure: context.isSecure), .cacheControl: "no-store",
            ]
        )
    }

    private func redirect(to address: String, _ cookies: [String]) -> Response {
        var headers: HTTPFields = [.location: address, .cacheControl: "no-store"]
        headers[values: .setCookie] = cookies
        return Response(status: .seeOther, headers: headers)
    }
}
