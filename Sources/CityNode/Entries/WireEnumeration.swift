import CaseModel
import ExchangeWire

/// An enumeration of the contract beside the one of the case: its numbers from 1 are the model's cases in their order.
///
/// A test holds the names of the two against each other.
protocol WireEnumeration: RawRepresentable<Int> {
    associatedtype Model: CaseIterable & Equatable

    /// The model's cases that the contract knows, in the order of its numbers.
    static var models: [Model] { get }
}

extension WireEnumeration {
    static var models: [Model] { Array(Model.allCases) }

    /// The contract's value of a case of the model.
    init(_ model: Model) {
        guard let index = Self.models.firstIndex(of: model), let value = Self(rawValue: index + 1) else {
            preconditionFailure("the contract has a number for every value that passes the rules of a case")
        }
        self = value
    }

    /// The model's case; `field` is the value's path within what is said, put together only for a fault.
    ///
    /// - Throws: `unknown-value` with the field's name, for 0 and for what this version does not know.
    func value(_ field: @autoclosure () -> String) throws(EntryFault) -> Model {
        let models = Self.models
        guard (1...models.count).contains(rawValue) else { throw .unknown(field()) }
        return models[rawValue - 1]
    }
}

extension WireRole: WireEnumeration { typealias Model = Role }
extension WireHandlingMode: WireEnumeration { typealias Model = HandlingMode }
extension WireSide: WireEnumeration { typealias Model = Side }
extension WireDayUnit: WireEnumeration { typealias Model = TimeLimit.Unit }
extension WireApplicantKind: WireEnumeration { typealias Model = Applicant.Kind }
extension WireIdType: WireEnumeration { typealias Model = Applicant.IDType }
extension WireMaterialForm: WireEnumeration { typealias Model = MaterialReference.Form }
extension WireAuthorityKind: WireEnumeration { typealias Model = Authority.Kind }
extension WireAgentAct: WireEnumeration { typealias Model = Authority.Act }
extension WireParty: WireEnumeration { typealias Model = Party }
extension WireCheckMethod: WireEnumeration { typealias Model = IdentityCheck.Method }
extension WireCheckOutcome: WireEnumeration { typealias Model = IdentityCheck.Outcome }
extension WireConsentPurpose: WireEnumeration { typealias Model = Consent.Purpose }
extension WireConsentForm: WireEnumeration { typealias Model = Consent.Form }
extension WireDeliveryMethod: WireEnumeration { typealias Model = Delivery.Method }
extension WireOutcome: WireEnumeration { typealias Model = Decision.Outcome }
extension WireVoidingKind: WireEnumeration { typealias Model = Voiding.Kind }
extension WireParcelDirection: WireEnumeration { typealias Model = ParcelDirection }
extension WireItemForm: WireEnumeration { typealias Model = ParcelItem.Form }
extension WireCarrier: WireEnumeration { typealias Model = Carrier }
extension WireCustodyKind: WireEnumeration { typealias Model = CustodyEvent.Kind }
extension WireDifferenceKind: WireEnumeration { typealias Model = ContentDifference.Kind }
extension WireVisitPlace: WireEnumeration { typealias Model = Visit.Place }
extension WireVisitChannel: WireEnumeration { typealias Model = Visit.Channel }
extension WireSatisfactionLevel: WireEnumeration { typealias Model = SatisfactionLevel }
extension WireEvaluationMetric: WireEnumeration { typealias Model = EvaluationMetric }
extension WireRectificationKind: WireEnumeration { typealias Model = RectificationStep.Kind }
extension WireVideoPart: WireEnumeration { typealias Model = VideoSession.Participant.Part }
extension WireVideoOutcome: WireEnumeration { typealias Model = VideoSession.Outcome }
extension WireOfficeKind: WireEnumeration { typealias Model = Office.Kind }

extension WireProcedure: WireEnumeration {
    typealias Model = ClockPause.Reason

    /// A correction is asked for by another entry.
    static var models: [ClockPause.Reason] { ClockPause.Reason.allCases.filter { $0 != .correction } }
}
