import CaseModel
import Testing

/// Every limit at its border.
@Suite struct ValidationTests {
    private func fault(_ change: (inout Submission) -> Void) -> CaseRefusal? {
        var submission = Sample.submission
        change(&submission)
        let fault = refusal { () throws(CaseRefusal) in _ = try submission.checked() }
        let second = refusal { () throws(CaseRefusal) in _ = try CaseRecord(submitted: submission, at: Sample.time) }
        #expect(fault == second, "both ends check alike")
        return fault
    }

    private func text(_ count: Int) -> String { String(repeating: "徽", count: count) }

    @Test func aSoundSubmissionStartsACase() throws {
        let record = try CaseRecord(submitted: Sample.submission, at: Sample.time)
        let sample = try #require(Sample.record(.submitted, mode: Sample.submission.mode))
        #expect(record == sample.with(terms: Sample.submission.terms))
    }

    @Test func cities() {
        #expect(fault { $0.handling = $0.collecting }?.code == .sameCity)
        let other = fault { $0.collecting = CityCode("350700")! }
        #expect(other?.code == .numberMismatch && other?.field == "number")
    }

    @Test func namesAtTheirBorders() {
        let names: [(WritableKeyPath<Submission, String>, String, Int)] = [
            (\.itemCode, "itemCode", 50), (\.itemName, "itemName", 200), (\.office, "office", 100),
            (\.officer, "officer", 100), (\.applicant.name, "applicant.name", 100),
            (\.fields[0].name, "fields[0].name", 100),
            (\.materials[0].name, "materials[0].name", 100),
        ]
        for (path, field, max) in names {
            #expect(fault { $0[keyPath: path] = text(max) } == nil, "\(field)")
            #expect(fault { $0[keyPath: path] = text(1) } == nil, "\(field)")
            let cases: [(String, CaseRefusal.Code)] = [
                (text(max + 1), .tooLong), ("", .missing), (" \u{3000}", .missing), ("a\nb", .malformed),
                ("a\u{0}", .malformed),
                ("a\u{85}", .malformed),
            ]
            for (value, code) in cases {
                let fault = fault { $0[keyPath: path] = value }
                #expect(fault?.code == code && fault?.field == field, "\(field): \(value.debugDescription)")
            }
        }
    }

    @Test func fields() {
        func lines(_ count: Int) -> [FormField] { (0..<count).map { FormField(name: "行\($0)", value: "") } }
        #expect(fault { $0.fields = [] } == nil)
        #expect(fault { $0.fields = lines(200) } == nil)
        #expect(fault { $0.fields = lines(201) }?.code == .tooMuch)
        #expect(fault { $0.fields[1].value = text(4_000) } == nil)
        #expect(fault { $0.fields[1].value = "一行\n二行\t三" } == nil)
        #expect(fault { $0.fields[1].value = text(4_001) }?.field == "fields[1].value")
        for count in [2, 12] {
            let fault = fault {
                $0.fields = lines(count)
                $0.fields[count - 1].name = "行0"
            }
            #expect(fault?.code == .repeated && fault?.field == "fields[\(count - 1)].name")
        }
    }

    @Test func materials() {
        func papers(_ count: Int) -> [MaterialReference] { (0..<count).map { Sample.material(UInt8($0)) } }
        #expect(fault { $0.materials = [] } == nil)
        #expect(fault { $0.materials = papers(100) } == nil)
        #expect(fault { $0.materials = papers(101) }?.code == .tooMuch)
        #expect(fault { $0.materials[0].size = 1 } == nil)
        #expect(fault { $0.materials[0].size = 2 << 30 } == nil)
        #expect(fault { $0.materials[0].size = (2 << 30) + 1 }?.code == .tooMuch)
        #expect(fault { $0.materials[0].size = 0 }?.field == "materials[0].size")
        #expect(fault { $0.materials += [Sample.material()] }?.code == .repeated)
        #expect(
            fault {
                var second = Sample.material()
                second.name = "复印件"
                $0.materials += [second]
            } == nil
        )
    }

    @Test func mediaTypes() {
        let long = String(repeating: "a", count: 127)
        for type in ["application/pdf", "image/jpeg", "application/vnd.ofd+zip", "x/y", "\(long)/\(long)"] {
            #expect(fault { $0.materials[0].mediaType = type } == nil, "\(type)")
        }
        for type in [
            "", "pdf", "/pdf", "application/", "a/b/c", "a b/c", "text/plain; charset=utf-8", ".a/b", "a/+b", "图/像",
            "\(long)a/b",
        ] {
            let fault = fault { $0.materials[0].mediaType = type }
            #expect(fault?.code == .malformed && fault?.field == "materials[0].mediaType", "\(type)")
        }
    }

    @Test func identityNumbers() throws {
        #expect(fault { $0.applicant.idNumber = "110105194912310021" }?.code == .badCitizenID)
        var lower = Sample.submission
        lower.applicant.idNumber = "11010519491231002x"
        #expect(try lower.checked().applicant.idNumber == "11010519491231002X")
        #expect(fault { $0.applicant.idType = .residencePermit } == nil)
        #expect(fault { $0.applicant.idType = .creditCode }?.code == .badCreditCode)
        lower.applicant.idType = .creditCode
        lower.applicant.idNumber = "91330100799655058b"
        #expect(try lower.checked().applicant.idNumber == "91330100799655058B")
        for type in [Applicant.IDType.passport, .other] {
            #expect(
                fault {
                    $0.applicant.idType = type
                    $0.applicant.idNumber = text(50)
                } == nil
            )
            #expect(
                fault {
                    $0.applicant.idType = type
                    $0.applicant.idNumber = text(51)
                }?.code == .tooLong
            )
            #expect(
                fault {
                    $0.applicant.idType = type
                    $0.applicant.idNumber = ""
                }?.code == .missing
            )
        }
        lower.applicant.idType = .passport
        lower.applicant.idNumber = "e12345678"
        #expect(try lower.checked().applicant.idNumber == "e12345678")
    }

    @Test func phones() {
        for phone in [nil, "110", "+86 (570) 123-4567*1,2#", String(repeating: "1", count: 32)] {
            #expect(fault { $0.applicant.phone = phone } == nil)
        }
        for phone in ["", "11", String(repeating: "1", count: 33), "0570-abc"] {
            #expect(fault { $0.applicant.phone = phone }?.field == "applicant.phone", "\(phone)")
        }
    }

    @Test func allTextsTogether() {
        // 20 lines of 4,000 Chinese characters are 240,000 bytes; one more is beyond 240 KiB.
        func lines(_ count: Int) -> [FormField] { (0..<count).map { FormField(name: "\($0)", value: text(4_000)) } }
        #expect(fault { $0.fields = lines(20) } == nil)
        #expect(fault { $0.fields = lines(21) }?.code == .tooLarge)
        #expect(CaseLimits.textBytesMax < 256 << 10)
    }

    @Test func messagesHoldNoPersonalData() {
        let fault = fault { $0.applicant.idNumber = "110105194912310021" }
        #expect(fault?.description.contains("110105") == false)
        #expect(fault.map { "\($0)" }?.hasPrefix("bad-citizen-id: ") == true)
    }
}

extension CaseRecord {
    /// The same with other terms.
    fileprivate func with(terms: GuideTerms) -> CaseRecord {
        var copy = self
        copy.terms = terms
        return copy
    }
}
