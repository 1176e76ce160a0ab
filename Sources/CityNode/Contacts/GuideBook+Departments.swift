import CaseModel

extension GuideBook {
    /// The items that a city handles, each with the code of the department that decides it.
    package func departments(of city: CityCode) -> [String: String] {
        let guides = catalogue.guides.filter { $0.city == city && !$0.bodyCode.isEmpty }
        return Dictionary(guides.map { ($0.item, $0.bodyCode) }) { _, newest in newest }
    }
}
