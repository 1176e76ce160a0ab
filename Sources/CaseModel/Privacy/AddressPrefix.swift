/// How much of an address names places of administration only (行政区划).
enum AddressPrefix {
    /// What ends the name of a province or a city.
    private static let wide: Set<Character> = ["省", "市"]
    /// What ends the name of a county.
    private static let county: Set<Character> = ["县", "区", "旗"]
    /// What begins the finer part.
    private static let fine: Set<Character> = ["路", "街", "道", "巷", "弄", "里", "号", "镇", "乡", "村", "组"]
    /// What stands before 区 in the name of an estate, a park or a school, not of a district.
    private static let notDistrict: Set<Character> = Set("小社园校院厂景库矿活发新宅墅")
    /// What stands before 市 in the name of a shop or a market, not of a city.
    private static let notCity: Set<Character> = Set("超门集夜菜")
    /// What stands before 区 in the name of a province or an area as large as a city.
    private static let region: Set<Character> = ["治", "政", "地"]

    /// The number of leading characters that name province, city and county.
    ///
    /// At least one character is left over, and the count is at most `characters.count - 1`.
    static func characterCount(of characters: [Character]) -> Int {
        var count = 0
        for (index, character) in characters.dropLast().enumerated() {
            if fine.contains(character) { break }
            guard index > 0, wide.contains(character) || county.contains(character) else { continue }
            let before = characters[index - 1]
            if character == "市", notCity.contains(before) || characters[index + 1] == "场" { break }
            if character == "区", notDistrict.contains(before) { break }
            count = index + 1
            if county.contains(character), character != "区" || !region.contains(before) { break }
        }
        return count
    }
}
