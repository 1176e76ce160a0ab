extension AccessRules {
    private static let names: Set<PersonalField> = [.applicantName, .agentName]
    private static let numbers: Set<PersonalField> = [.applicantIDNumber, .agentIDNumber]
    private static let phones: Set<PersonalField> = [.applicantPhone, .agentPhone]
    private static let papers: Set<PersonalField> = [.formFields, .materials]
    /// All that is needed to work on a case, without the recording, which has its own right.
    private static let work = names.union(numbers).union(phones).union(papers)
        .union([.deliveryAddress, .identityEvidence])
    private static let everything = Set(PersonalField.allCases)
    private static let working: Set<AccessPurpose> = [.handle, .contact, .deliver]

    /// The table that a node starts with.
    ///
    /// - A window sees the open cases of its own office; after the end nobody at the collecting city sees anything.
    /// - A department sees the open cases of its own office. After the end reviewer and decider see them to answer for
    ///   what was decided, and for nothing else.
    /// - A department of the collecting city sees the open cases in which it has a leg of joint handling.
    /// - A liaison judges papers and needs neither numbers nor addresses.
    /// - Who handles parcels sees what stands on a parcel.
    /// - The working group may call the applicant, at any office, while the case runs; at the handling city also after.
    /// - Keepers of items, statisticians and administrators see nothing of a case.
    public static let standard = AccessRules(rows: [
        Row(.windowClerk, .collecting, fields: work, purposes: working),
        Row(.windowHead, .collecting, fields: everything, purposes: working.union([.supervise, .dispute])),
        Row(.reviewer, .collecting, fields: work, purposes: working),
        Row(.decider, .collecting, fields: work, purposes: working),
        Row(.liaison, .handling, fields: names.union(papers), purposes: [.handle]),
        Row(.deputyLiaison, .handling, fields: names.union(papers), purposes: [.handle]),
        Row(.handlingWindow, .handling, fields: work, purposes: working),
        Row(.reviewer, .handling, fields: everything, purposes: working),
        Row(.decider, .handling, fields: everything, purposes: working),
        Row(.reviewer, .handling, isClosed: true, fields: everything, purposes: [.dispute]),
        Row(.decider, .handling, isClosed: true, fields: everything, purposes: [.dispute]),
        Row(.parcelClerk, .collecting, fields: names.union(phones).union([.deliveryAddress]), purposes: [.deliver]),
        Row(.parcelClerk, .handling, fields: names.union(phones).union([.deliveryAddress]), purposes: [.deliver]),
        Row(
            .supervisor,
            .collecting,
            isOwnOfficeOnly: false,
            fields: names.union(phones),
            purposes: [.supervise, .dispute]
        ),
        Row(
            .supervisor,
            .handling,
            isOwnOfficeOnly: false,
            fields: names.union(phones),
            purposes: [.supervise, .dispute]
        ),
        Row(
            .supervisor,
            .handling,
            isClosed: true,
            isOwnOfficeOnly: false,
            fields: names.union(phones),
            purposes: [.dispute]
        ),
    ])
}
