import CaseModel

extension Sample {
    static let nanping = sure(CityCode("350700"))
    static let newYear = sure(LocalDay("20260101"))
    static let summer = sure(LocalDay("20260701"))

    /// 公司设立登记, in three modes.
    static let item = Item(
        code: "SAMPLE00K123",
        localCodes: ["511A0064100070-511602000000"],
        name: "内资企业及分支机构设立登记",
        englishName: "Establish domestic company / branch",
        aliases: ["公司设立登记", "注册公司"],
        field: "商事登记",
        department: "市场监管总局",
        applicants: [.legal, .other],
        type: .confirmation
    )

    /// 普通护照签发, which a national system does.
    static let jumpItem = Item(
        code: "SAMPLE00K076",
        name: "普通护照签发",
        englishName: "Ordinary passport",
        field: "公安出入境",
        department: "国家移民管理局",
        applicants: [.natural],
        type: .licence,
        kind: .jump,
        link: "https://s.nia.gov.cn/"
    )

    static let form = GuideMaterial(
        key: "sqs",
        name: "公司登记(备案)申请书",
        source: .applicant,
        necessity: .mandatory,
        form: .both,
        originals: 1,
        copies: 0,
        criteria: ["法定代表人签字"],
        transmission: .courier,
        mediaTypes: ["application/pdf"]
    )
    static let lease = GuideMaterial(
        key: "zs",
        name: "住所使用证明",
        source: .other,
        necessity: .deferred,
        form: .paper,
        originals: 0,
        copies: 1,
        criteria: ["地址与申请书一致"],
        transmission: .scan,
        mediaTypes: ["application/pdf", "image/jpeg"]
    )
    static let card = GuideMaterial(
        key: "sfz",
        name: "居民身份证",
        source: .government,
        necessity: .mandatory,
        form: .both,
        originals: 1,
        copies: 1,
        criteria: ["在有效期内"],
        transmission: .scan,
        sharedDataReplaces: true,
        mediaTypes: ["image/jpeg"]
    )
    static let personnelFile = GuideMaterial(
        key: "da",
        name: "人事档案",
        source: .other,
        necessity: .mandatory,
        form: .paper,
        originals: 1,
        copies: 0,
        criteria: ["密封完好"],
        transmission: .confidentialMail,
        mediaTypes: []
    )

    static let guide = Guide(
        item: item.code,
        city: huangshan,
        version: 1,
        period: GuidePeriod(from: newYear),
        modes: [.online, .collected, .joint],
        steps: [
            GuideStep(name: "收件核验", role: .collectingWindow, limit: TimeLimit(days: 1, unit: .workingDays)),
            GuideStep(name: "受理", role: .reviewer), GuideStep(name: "决定", role: .decider),
        ],
        materials: [form, lease, card, personnelFile],
        statutoryLimit: TimeLimit(days: 3, unit: .workingDays),
        limitBasis: "市场主体登记管理条例第十九条",
        promisedLimit: TimeLimit(days: 1, unit: .workingDays),
        results: [GuideResult(name: "营业执照", kind: .certificate, form: .both)],
        fees: [GuideFee(name: "工本费", amountFen: 1_000, basis: "样例")],
        appearances: [.inPerson, .agent, .online],
        visits: 0,
        office: "黄山市政务服务中心",
        body: "黄山市市场监督管理局",
        bodyCode: "91330100799655058B",
        implementationCode: "11341000MB1234567T4340123001000",
        phone: "0559-0000101",
        legalBasis: "公司法",
        legs: [
            GuideLeg(
                key: "a",
                name: "核名",
                office: "甲",
                side: .collecting,
                limit: TimeLimit(days: 1, unit: .workingDays)
            ),
            GuideLeg(
                key: "b",
                name: "登记",
                office: "乙",
                side: .handling,
                after: ["a"],
                limit: TimeLimit(days: 1, unit: .workingDays)
            ),
        ],
        retentionYears: nil,
        correction: CorrectionTerm(limit: TimeLimit(days: 30, unit: .calendarDays), remindAfterDays: 20)
    )

    static var jumpGuide: Guide {
        var guide = guide
        guide.item = jumpItem.code
        guide.implementationCode = "11341000MB1234567T4340123001076"
        guide.modes = []
        guide.steps = [GuideStep(name: "指引", role: .collectingWindow), GuideStep(name: "办理", role: .nationalSystem)]
        guide.materials = []
        guide.promisedLimit = nil
        guide.legs = []
        guide.correction = nil
        return guide
    }

    static func catalogue(_ more: [Item] = [], guides: [Guide] = []) throws -> Catalogue {
        try Catalogue(items: [item, jumpItem] + more, guides: [guide, jumpGuide] + guides)
    }
}

/// The faults with which a catalogue is refused; none when it is taken.
func faults(items: [Item] = [Sample.item, Sample.jumpItem], guides: [Guide]) -> [CatalogueFault] {
    do throws(CatalogueFaults) {
        _ = try Catalogue(items: items, guides: guides)
        return []
    } catch { return error.faults }
}
