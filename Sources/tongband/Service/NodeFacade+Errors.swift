import CaseModel
import CaseStore
import CityNode
import ExchangeCore
import NodeAPI

// What goes wrong below, in the words of the API.
extension NodeFacade {
    /// Runs a piece of work and gives its errors the API's form.
    func serving<Answer>(_ body: () async throws -> Answer) async throws(ServiceError) -> Answer {
        do {
            return try await body()
        } catch {
            throw serviceError(error)
        }
    }

    func serviceError(_ error: any Error) -> ServiceError {
        switch error {
        case let error as ServiceError: error
        case let error as CommandError: serviceError(error)
        case let error as CaseRefusal: .refused(error)
        case let error as StoreError: serviceError(error)
        case let error as MaterialError: serviceError(error)
        case let error as UploadError: serviceError(error)
        case let error as QuarantineFailure:
            switch error {
            case .notFound: .notFound(.quarantined, "")
            case .settled(let id, let resolution):
                .settled(id.rawValue, resolution == .replayed ? .replayed : .discarded)
            }
        case let error as SignInError:
            switch error {
            case .noProvider: .notFound(.provider, "")
            case .unavailable(let why): .providerUnavailable(why)
            case .refused(let why): .signInFailed(why)
            }
        case is CancellationError: .stopping
        default: .fault("\(error)")
        }
    }

    private func serviceError(_ error: CommandError) -> ServiceError {
        switch error {
        case .refused(let refusal): .refused(refusal)
        case .noAccount(let id): .notFound(.account, "\(id)")
        case .noToken(let id): .notFound(.token, id)
        case .notPermitted(let refusal): .notPermitted(refusal)
        case .noCase(let number): .notFound(.case, "\(number)")
        case .noShared(let name): .notFound(.init(name.kind), "\(name.owner)/\(name.id)")
        case .noWebhook(let id): .notFound(.webhook, "\(id.rawValue)")
        case .noDelivery(_, let event): .notFound(.delivery, "\(event.rawValue)")
        case .keyReused(let key): .keyReused(key)
        case .staleVersion(let expected, let current): .staleVersion(expected: expected, current: current)
        case .notMember(let city):
            .notMember(
                city,
                members: node.federation.members.keys.filter { $0 != node.configuration.node }.sorted().map {
                    CityCode($0)
                }
            )
        case .backlogFull(let city, let bytes, let limit): .backlogFull(city, bytes: bytes, limitBytes: limit)
        case .materialMissing(let digest, let field): .materialMissing(digest, field: field)
        case .materialSize(let digest, let field, let stored):
            .materialSizeDiffers(digest, field: field, stored: stored)
        case .materialWithheld(let digest, let field, let isBeingChecked):
            isBeingChecked ? .beingChecked(digest, field: field) : .withheld(digest, field: field)
        case .content(let refusal, let field): .content(refusal, field: field)
        case .materialIncomplete(let digest, let received, let size):
            .incomplete(digest, heldBytes: received, size: size)
        case .tooLarge(let bytes):
            .refused(
                CaseRefusal(
                    .tooLarge,
                    "the texts make \(bytes) bytes together, more than an entry may have; move what is long into a material"
                )
            )
        }
    }

    private func serviceError(_ error: StoreError) -> ServiceError {
        switch error {
        case .diskFull: .storageFull
        case .busy: .busy
        case .closed: .stopping
        default: .fault("\(error)")
        }
    }

    private func serviceError(_ error: UploadError) -> ServiceError {
        switch error {
        case .absent(let id): .notFound(.upload, id)
        case .locked: .uploadLocked
        case .offset(let given, let current): .offsetDiffers(given: given, current: current)
        case .checksum: .checksumDiffers
        case .length(let length): .lengthDiffers(length)
        case .tooMany(let open, let bytes): .tooManyUploads(open: open, bytes: bytes)
        }
    }

    private func serviceError(_ error: MaterialError) -> ServiceError {
        switch error {
        case .digestDiffers(let expected, let got): .digestMismatch(expected: expected, computed: got)
        case .tooLarge(let limit): .tooLarge(limitBytes: limit)
        case .diskFull: .storageFull
        case .content(let refusal): .content(refusal, field: nil)
        case .infected(let digest, _), .discarded(let digest): .withheld(digest, field: nil)
        case .unchecked: .unchecked
        case .absent(let digest): .notFound(.material, "\(digest)")
        case .system: error.isDiskFull ? .storageFull : .fault("\(error)")
        }
    }
}
