import CaseModel
import Testing

/// What a guide lets through at submission, and what it says otherwise.
@Suite struct GuideRequestTests {
    private static let sound = GuideRequest(
        mode: .collected,
        applicant: .legal,
        hasAgent: true,
        materials: [.init("sqs", form: .original), .init("住所使用证明", form: .copy)]
    )

    private func refusals(
        guide: Guide = Sample.guide,
        _ change: (inout GuideRequest) -> Void = { _ in }
    ) -> [CaseRefusal] {
        var request = Self.sound
        change(&request)
        return guide.refusals(of: request, item: Sample.item)
    }

    @Test func aSoundRequestPasses() {
        #expect(refusals().isEmpty)
        #expect(refusals { $0.materials = [.init("公司登记(备案)申请书", form: .electronic)] }.isEmpty)
        #expect(refusals { $0.materials += [.init("sqs", form: .original), .init("sfz", form: .copy)] }.isEmpty)
    }

    @Test func aModeThatIsNotOffered() {
        var guide = Sample.guide
        (guide.modes, guide.legs) = ([.online], [])
        let found = refusals(guide: guide)
        #expect(found.map(\.code) == [.modeNotOffered] && found.first?.field == "mode")
        #expect(found.first?.message.contains("全程网办") == true)
    }

    @Test func anApplicantWhoIsNotServed() {
        let found = refusals { $0.applicant = .natural }
        #expect(found.map(\.code) == [.applicantNotServed] && found.first?.field == "applicant")
        #expect(found.first?.message.contains("法人, 其他组织") == true)
    }

    @Test func anAgentWhoIsNotAllowed() {
        var guide = Sample.guide
        guide.appearances = [.inPerson, .online]
        #expect(refusals(guide: guide).map(\.code) == [.agentNotAllowed])
        #expect(refusals(guide: guide) { $0.hasAgent = false }.isEmpty)
    }

    @Test func aMaterialThatTheGuideDoesNotKnow() {
        let found = refusals { $0.materials += [.init("户口簿", form: .copy)] }
        #expect(found.map(\.code) == [.unknownMaterial] && found.first?.field == "materials[2]")
        #expect(found.first?.message.contains("公司登记(备案)申请书, 住所使用证明, 居民身份证") == true)
        var guide = Sample.guide
        guide.materials = [Sample.personnelFile]
        #expect(refusals(guide: guide).map(\.code) == [.unknownMaterial, .unknownMaterial])
    }

    @Test func aMandatoryMaterialThatIsMissing() {
        let found = refusals { $0.materials = [] }
        #expect(found.map(\.code) == [.missing] && found.first?.field == "materials")
        #expect(found.first?.message.contains("公司登记(备案)申请书") == true)
        var guide = Sample.guide
        guide.materials[2].sharedDataReplaces = false
        #expect(refusals(guide: guide).map(\.message) == ["居民身份证 is missing: add it"])
        guide.materials[1].necessity = .mandatory
        #expect(refusals(guide: guide) { $0.materials = [] }.count == 3)
    }

    @Test func aFormThatIsNotTaken() {
        let copy = refusals { $0.materials[0].form = .copy }
        #expect(copy.map(\.field) == ["materials[0].form"])
        #expect(copy.first?.message.contains("原件, 电子材料") == true)
        #expect(refusals { $0.materials[1].form = .electronic }.map(\.field) == ["materials[1].form"])
        #expect(refusals { $0.materials[1].form = .original }.isEmpty)
        var guide = Sample.guide
        guide.materials[1].form = .electronic
        #expect(refusals(guide: guide).map(\.field) == ["materials[1].form"])
        #expect(refusals(guide: guide) { $0.materials[1].form = .electronic }.isEmpty)
    }

    @Test func aConfidentialFileIsNeverScanned() {
        let found = refusals { $0.materials += [.init("da", form: .original)] }
        #expect(found.map(\.code) == [.malformed] && found.first?.message.contains("机要") == true)
    }

    @Test func tooManyFiles() {
        let found = refusals { $0.materials = Array(repeating: $0.materials[0], count: 101) }
        #expect(found.map(\.code) == [.tooMuch])
        #expect(refusals { $0.materials = Array(repeating: $0.materials[0], count: 100) }.isEmpty)
    }

    @Test func aJumpItemGivesItsLinkAndNothingElse() {
        let found = Sample.jumpGuide.refusals(of: Self.sound, item: Sample.jumpItem)
        #expect(found.map(\.code) == [.handledElsewhere])
        #expect(found.first?.message.contains("https://s.nia.gov.cn/") == true)
    }

    @Test func allIsToldAtOnce() {
        var guide = Sample.guide
        (guide.modes, guide.legs, guide.appearances) = ([.online], [], [.inPerson, .online])
        let found = refusals(guide: guide) {
            $0.applicant = .natural
            $0.materials = [.init("户口簿", form: .copy)]
        }
        let codes: [CaseRefusal.Code] = [
            .modeNotOffered, .applicantNotServed, .agentNotAllowed, .unknownMaterial, .missing,
        ]
        #expect(found.map(\.code) == codes)
    }
}
