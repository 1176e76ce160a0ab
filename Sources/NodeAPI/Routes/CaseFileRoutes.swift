import CaseModel
import HTTPTypes
import Hummingbird

/// What else belongs to a case: sessions by video (视频联合受理), and documents (文书).
struct CaseFileRoutes {
    let service: any CaseService & SharedService

    func add(to router: Router<APIContext>) {
        router.on(.recordVideo, use: record)
        router.on(.listVideos, use: videos)
        router.on(.listDocuments, use: documents)
    }

    @Sendable private func record(_ request: Request, _ context: APIContext) async throws -> Response {
        let number = try context.caseNumber()
        let handling = try await handlingCity(of: number)
        return try await SharedWrites(service: service).write(
            request,
            context,
            "POST /v1/cases/\(number)/videos",
            begins: nil,
            link: { change, here in
                guard case .video(let video) = change else { return nil }
                return here.videoLink?.link(to: video)
            },
            change: { body, here in
                let session = try body.decode(VideoSession.self, shape: .video)
                return .video(
                    CaseVideo(caseNumber: number, handling: handling, city: here.city, session: session)
                )
            }
        )
    }

    @Sendable private func videos(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await page(.video, context)
        let link = try await service.standpoint().videoLink
        return .json(
            VideosJSON(
                videos: page.items.compactMap { VideoJSON($0, link: link) },
                next: page.next.map(String.init)
            )
        )
    }

    @Sendable private func documents(_ request: Request, _ context: APIContext) async throws -> Response {
        let page = try await page(.document, context)
        return .json(
            DocumentsJSON(documents: page.items.compactMap(DocumentJSON.init), next: page.next.map(String.init))
        )
    }

    private func page(_ kind: SharedKind, _ context: APIContext) async throws -> SharedPage {
        let number = try context.caseNumber()
        _ = try await handlingCity(of: number)
        return try await service.sharedRecords(try context.query.shared(kind, of: number))
    }

    private func handlingCity(of number: CaseNumber) async throws -> CityCode {
        guard let view = try await service.caseView(number) else { throw ServiceError.notFound(.case, "\(number)") }
        return view.record.handling
    }
}
