import CaseModel

extension JSONShape {
    /// Every city's contacts.
    static let allContacts = answer(
        "AllContacts",
        "the contacts of every city that this node has, in order of code",
        [
            required(
                "contacts",
                .list(
                    answer(
                        "Contacts",
                        "a city's offices and liaisons (联络员)",
                        [
                            required("city", .city),
                            required("version", .version),
                            required("offices", .list(contactOffice), "its windows and departments"),
                            required("liaisons", .list(liaison), "whom to ask about what"),
                            required("workingGroup", .list(person), "whom to ask when nobody else answers (工作组)"),
                        ]
                    )
                )
            )
        ]
    )

    /// Whom to ask in a city.
    static let onDuty = answer(
        "OnDuty",
        "whom to ask in a city at a moment",
        [
            required("city", .city, "the city", example: "350700"),
            required("version", .version),
            required("department", .text(example: "D1", about: "the department's code")),
            sometimes("item", .text(example: "SB-0412", about: "the item that was asked about")),
            required("at", .moment, "the moment"),
            required(
                "onDuty",
                .list(
                    answer(
                        "Contact",
                        "somebody who is on duty",
                        [
                            required("role", role, "as what", example: "liaison"),
                            required("roleName", .text(example: "部门联络员", about: "the role's Chinese name")),
                            required("name", .text(example: "赵六", about: "who it is")),
                            sometimes("phone", phone),
                            sometimes("handle", handle),
                        ]
                    )
                ),
                "who is on duty, in the order in which to ask"
            ),
        ]
    )

    private static let handle = text(example: "zhaoliu", about: "a name in a messenger")
    private static let hours = JSONShape.list(
        answer(
            "Hours",
            "a span of a weekday",
            [
                required("weekday", .whole(1...7, example: 1, about: "1 is Monday")),
                required("from", .whole(0...1_440, example: 510, about: "its first minute of the day")),
                required("until", .whole(0...1_440, example: 720, about: "the minute after its last")),
            ]
        )
    )
    private static let person = answer(
        "Person",
        "somebody who can be asked",
        [
            required("name", .text(example: "赵六", about: "who it is")),
            sometimes("phone", phone),
            sometimes("handle", handle),
            required("hours", hours, "when this person is on duty"),
        ]
    )
    private static let contactOffice = answer(
        "Office",
        "a window or a department",
        [
            required("code", .text(example: "D1", about: "its code")),
            required("city", .city, "its city", example: "350700"),
            required("name", .text(example: "南平市社保中心", about: "its name")),
            required("kind", names(of: Office.Kind.self, "what it is")),
            required("address", .text(example: "南平市延平区1号", about: "where it is")),
            sometimes("phone", phone),
            required("hours", hours, "when it is open"),
        ]
    )
    private static let liaison = answer(
        "Liaison",
        "whom to ask in a department (联络员)",
        [
            required("office", .text(example: "D1", about: "the department's code")),
            required(
                "items",
                .list(.text(example: "SB-0412", about: "an item's code")),
                "which items; all where none is named"
            ),
            required("person", person),
            required("deputies", .list(person), "who stands in (B岗)"),
            required("noDeputyReason", .text(example: "", about: "why nobody does")),
        ]
    )
}
