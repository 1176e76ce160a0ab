import CaseModel
import Foundation
import Testing

/// What a case holds of personal data, and what it shows of them.
@Suite struct PersonalDataTests {
    private static let paper = MaterialReference(
        digest: Sample.digest(1),
        name: "居民身份证",
        mediaType: "image/jpeg",
        size: 4,
        form: .original
    )

    /// A case in which every field has a value.
    private static func whole() -> PersonalData {
        var submission = Sample.submission
        submission.applicant = Applicant(
            kind: .natural,
            name: "张小三",
            idType: .citizenID,
            idNumber: "11010519491231002X",
            phone: "13812341234"
        )
        submission.agent = Agent(
            name: "王五",
            idType: .passport,
            idNumber: "E12345678",
            phone: "0559-1234567",
            authority: Authority(
                kind: .entrusted,
                acts: [.submit],
                validFrom: sure(LocalDay(year: 2026, month: 11, day: 1)),
                validUntil: sure(LocalDay(year: 2027, month: 4, day: 30)),
                proof: .init(digest: Sample.digest(2), name: "授权委托书")
            )
        )
        submission.identity = IdentityEvidence(
            checks: [
                IdentityCheck(
                    subject: .agent,
                    method: .video,
                    outcome: .failed,
                    reason: "王五的网络中断",
                    at: Sample.time,
                    officer: "李四",
                    reference: "VR-20261123"
                )
            ],
            consents: [
                Consent(
                    giver: .agent,
                    name: "王五",
                    purpose: .handOver,
                    fields: ["转出地"],
                    textVersion: "2026-1",
                    form: .paper,
                    givenAt: Sample.time,
                    collectedBy: "李四"
                )
            ]
        )
        submission.fields = [FormField(name: "转出地", value: "衢州市花园路")]
        submission.materials = [paper]
        let supplement = Supplement(
            fields: [FormField(name: "转入地", value: "南平市"), FormField(name: "备注", value: "")],
            materials: [paper],
            officer: "李四"
        )
        let delivery = Delivery(method: .window, recipient: "欧阳小红", officer: "李四")
        return PersonalData(submission, said: [supplement, Sample.acceptance, delivery, delivery])
    }

    @Test func everyFieldHasItsWholeValue() {
        let data = Self.whole()
        #expect(data.value(of: .applicantName) == .text("张小三"))
        #expect(data.value(of: .applicantIDNumber) == .text("11010519491231002X"))
        #expect(data.value(of: .applicantPhone) == .text("13812341234"))
        #expect(data.value(of: .agentName) == .text("王五"))
        #expect(data.value(of: .agentIDNumber) == .text("E12345678"))
        #expect(data.value(of: .agentPhone) == .text("0559-1234567"))
        #expect(data.value(of: .deliveryAddress) == .texts(["欧阳小红"]), "request and event say it once")
        #expect(data.value(of: .formFields) == .form(data.submission.fields + data.supplements[0].fields))
        #expect(data.value(of: .materials) == .papers([Self.paper, Self.paper]))
        #expect(data.value(of: .identityEvidence) == .evidence(data.submission.identity))
        #expect(data.value(of: .videoRecording) == nil)
        #expect(Set(data.masked) == Set(PersonalField.allCases).subtracting([.materials, .videoRecording]))
    }

    @Test func whatIsPublicOrNotThereIsNotMasked() {
        var submission = Sample.submission
        submission.applicant = Applicant(
            kind: .legal,
            name: "黄山市徽州山泉有限公司",
            idType: .creditCode,
            idNumber: "91330100799655058B"
        )
        (submission.agent, submission.identity, submission.fields) = (nil, IdentityEvidence(), [])
        let data = PersonalData(submission, said: [])
        #expect(data.masked.isEmpty)
        #expect(data.value(of: .applicantName) == .text("黄山市徽州山泉有限公司"))
        for field in [PersonalField.applicantPhone, .agentName, .agentPhone, .deliveryAddress, .formFields] {
            #expect(data.value(of: field) == nil, "\(field)")
        }
        #expect(Masking.applicant(submission.applicant) == submission.applicant)
    }

    /// Whatever is masked holds none of the whole texts any more.
    @Test func masksHoldNothingWhole() throws {
        let data = Self.whole()
        let encoder = JSONEncoder()
        func text(_ value: some Encodable) throws -> String {
            String(decoding: try encoder.encode(value), as: UTF8.self)
        }
        let shown = try [
            text(Masking.applicant(data.submission.applicant)), text(Masking.agent(sure(data.submission.agent))),
            text(Masking.evidence(data.submission.identity)), text(Masking.fields(data.submission.fields)),
            text(sure(Masking.deed(data.supplements[0]) as? Supplement)),
            text(sure(Masking.deed(Delivery(method: .post, recipient: "欧阳小红", officer: "李四")) as? Delivery)),
        ].joined()
        for whole in [
            "张小三", "11010519491231002X", "13812341234", "王五", "E12345678", "1234567", "网络中断", "VR-20261123", "花园路",
            "南平市", "小红",
        ] {
            #expect(!shown.contains(whole), "\(whole)")
        }
        for open in ["张**", "王*", "欧阳**", "转出地", "转入地", "李四", "授权委托书", "handOver", "failed"] {
            #expect(shown.contains(open), "\(open)")
        }
        #expect(Masking.fields([FormField(name: "备注", value: "")])[0].value.isEmpty, "what is empty stays empty")
        #expect(Masking.deed(Sample.acceptance) as? Acceptance == Sample.acceptance)
    }

    @Test func valuesAreWrittenAlone() throws {
        let data = Self.whole()
        func json(_ field: PersonalField) throws -> Any {
            let bytes = try JSONEncoder().encode([field.rawValue: sure(data.value(of: field))])
            let object = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
            return sure(object[field.rawValue])
        }
        #expect(try json(.applicantPhone) as? String == "13812341234")
        #expect(try json(.deliveryAddress) as? [String] == ["欧阳小红"])
        #expect((try json(.formFields) as? [[String: Any]])?.first?["value"] as? String == "衢州市花园路")
        #expect((try json(.materials) as? [[String: Any]])?.first?["name"] as? String == "居民身份证")
        #expect(((try json(.identityEvidence) as? [String: Any])?["checks"] as? [Any])?.count == 1)
    }
}
