import CaseModel

extension JSONShape {
    /// The body of a submission.
    static let draft = JSONShape.object([
        required("handling", .city, "the city that decides (办理地)", example: "350700"),
        required(
            "itemCode",
            .line(CaseLimits.itemCodeCharactersMax, example: "SB-0412", about: "a code of the item (事项编码)")
        ),
        required(
            "itemName",
            .line(CaseLimits.itemNameCharactersMax, example: "失业保险关系转移接续", about: "the item's name (事项名称)")
        ),
        optional("mode", mode, "how the cities share the work (办理模式); may be left out where the guide offers one only"),
        optional("consult", .flag, "whether the other city's liaison is asked first (即时响应)", example: false),
        required("applicant", applicant),
        optional("agent", agent),
        optional("identity", identity),
        optional("fields", fields),
        optional("materials", materials),
        required("office", office),
        required("officer", officer),
        required("role", role),
    ]).named("CaseDraft").saying("what is submitted (收件)")

    /// The body of an operator's word on a stream.
    static let resume = JSONShape.object([
        required("lane", lane),
        required("direction", direction),
    ]).named("ResumeOrder").saying("which halted stream may compare again")

    /// A lane between two nodes.
    static let lane = names(of: LaneName.self, "what travels on the stream")
    /// A direction of a lane.
    static let direction = names(of: StreamDirection.self, "which way the stream runs, seen from this node")

    static let applicant = JSONShape.object([
        required("kind", names(of: Applicant.Kind.self, "what the applicant is (申请人类型)")),
        required("name", .line(example: "张三", about: "the applicant's name (申请人)")),
        required("idType", idType),
        required("idNumber", idNumber),
        optional("phone", phone),
    ]).saying("who applies (申请人)")

    static let idType = names(of: Applicant.IDType.self, "what paper identifies somebody (证件类型)")
    static let idNumber = JSONShape.line(
        CaseLimits.idNumberCharactersMax,
        example: "11010519491231002X",
        about: "the number on that paper (证件号码)"
    )

    static let fields = JSONShape.list(
        .object([
            required("name", .line(example: "转出地", about: "the line's name")),
            required(
                "value",
                .prose(CaseLimits.fieldValueCharactersMax, example: "衢州市", about: "what is written in it")
            ),
        ]).saying("a line of the form"),
        0...CaseLimits.fieldsMax
    ).saying("the form, line by line (表单)")

    static let materials = JSONShape.list(reference, 0...CaseLimits.materialsMax)
        .saying("papers, each uploaded before (材料)")

    static let reference = JSONShape.object([
        required("digest", digest),
        required("name", .line(example: "居民身份证", about: "what paper it is (材料名称)")),
        required("mediaType", mediaType),
        required("size", .whole(1...CaseLimits.materialBytesMax, example: 4, about: "its bytes")),
        required("form", names(of: MaterialReference.Form.self, "what was scanned")),
    ]).saying("a paper (材料)")

    static let mediaType = text(
        3...2 * CaseLimits.mediaTypePartCharactersMax + 1,
        pattern: "^[^/]+/[^/]+$",
        example: "image/jpeg",
        about: "the file's media type"
    )
}
