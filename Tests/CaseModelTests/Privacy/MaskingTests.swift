import CaseModel
import TestChance
import Testing

/// Masks show enough to tell rows apart, and no more.
@Suite struct MaskingTests {
    @Test(arguments: [
        ("陈明", "陈*"), ("陈小明", "陈**"), ("欧阳修", "欧阳*"), ("欧阳", "欧*"), ("诸葛孔明", "诸葛**"), ("陈", "*"), ("", ""),
        ("John", "J***"), ("John Smith", "J*********"), ("Éva", "É**"), ("阿依古丽·买买提", "阿*******"),
    ])
    func names(name: String, mask: String) { #expect(Masking.name(name) == mask) }

    @Test(arguments: [Applicant.Kind.legal, .other])
    func organisationsArePublic(kind: Applicant.Kind) {
        #expect(Masking.name("黄山市徽州山泉有限公司", kind: kind) == "黄山市徽州山泉有限公司")
        #expect(Masking.idNumber("91330100799655058B", type: .creditCode) == "91330100799655058B")
    }

    @Test(arguments: [
        (Applicant.IDType.citizenID, "11010519491231002X", "1101*************X"),
        (.residencePermit, "440524188001010014", "4405*************4"),
        (.citizenID, "1101051949123100", "************3100"),
        (.passport, "E12345678", "*******78"), (.other, "123", "***"), (.other, "1234", "***4"), (.other, "", ""),
    ])
    func idNumbers(type: Applicant.IDType, number: String, mask: String) {
        #expect(Masking.idNumber(number, type: type) == mask)
    }

    @Test(arguments: [
        ("13812341234", "138****1234"), ("+86 138-1234-1234", "138****1234"), ("008613812341234", "138****1234"),
        ("0559-1234567", "*********67"), ("110", "***"), ("1234", "***4"), ("23812341234", "*********34"),
        ("+1 212 555 0100", "*********00"),
        ("---", "***"), ("", ""),
    ])
    func phones(phone: String, mask: String) {
        #expect(Masking.phone(phone) == mask)
    }

    @Test(arguments: [
        ("浙江省衢州市柯城区花园东大道169号", "浙江省衢州市柯城区****"), ("安徽省黄山市黄山区太平湖镇1号", "安徽省黄山市黄山区****"),
        ("江西省上饶市鄱阳县某镇", "江西省上饶市鄱阳县****"), ("浙江省衢州市江山市中山路1号", "浙江省衢州市江山市****"),
        ("广西壮族自治区南宁市青秀区1号", "广西壮族自治区南宁市青秀区****"), ("浙江省景宁畲族自治县外舍花区2号", "浙江省景宁畲族自治县****"),
        ("衢州市花园小区3栋", "衢州市****"), ("衢州市江山市超市旁", "衢州市江山市****"), ("黄山市菜市场旁", "黄山市****"),
        ("花园小区3栋", "****"), ("花园路市心区1号", "****"), ("衢州市柯城区", "衢州市****"), ("3栋", "****"), ("区", "****"), ("", ""),
        ("甲乙丙丁戊己庚辛壬癸甲乙丙丁戊己庚县1号", "****"), ("12 Main Street", "****"),
    ])
    func addresses(address: String, mask: String) { #expect(Masking.address(address) == mask) }

    /// Random texts of all kinds of characters: the mask is another text, and what it shows is bounded.
    @Test func neverTheWholeNeverTooMuch() {
        var random = SplitMix(seed: 51)
        let letters = Array("陈欧阳诸葛市区县省小路ab Zé·1234567890-+()#X𠮷👨‍👩‍👧")
        func shown(_ mask: String) -> Int { mask.count { $0 != "*" } }
        for _ in 0..<5_000 {
            let text = String(
                (0..<Int.random(in: 1...60, using: &random)).map { _ in letters.randomElement(using: &random)! }
            )
            let masks = [
                (Masking.name(text), PrivacyLimits.maskNameShownMax),
                (Masking.phone(text), PrivacyLimits.maskPhoneShownMax),
                (Masking.address(text), PrivacyLimits.maskAddressShownMax),
                (Masking.idNumber(text, type: .citizenID), PrivacyLimits.maskIDNumberShownMax),
                (Masking.idNumber(text, type: .residencePermit), PrivacyLimits.maskIDNumberShownMax),
                (Masking.idNumber(text, type: .passport), PrivacyLimits.maskIDNumberShownMax),
                (Masking.idNumber(text, type: .other), PrivacyLimits.maskIDNumberShownMax),
            ]
            for (mask, max) in masks {
                #expect(mask != text && mask.contains("*"), "\(text)")
                #expect(shown(mask) <= max && shown(mask) < text.count, "\(text) \(mask)")
                #expect(mask.count <= PrivacyLimits.maskStarsMax + max, "\(text) \(mask)")
            }
        }
    }

    /// Of the numbers with the same county and birth date about ninety have the same mask.
    @Test func aMaskedNumberCannotBeRebuilt() {
        for birth in ["19491231", "20010203", "19850715"] {
            let numbers = (0...999).map { order in
                Sample.citizenID(born: birth, order: String(String(1_000 + order).dropFirst()))
            }
            let groups = Dictionary(grouping: numbers) { Masking.idNumber($0, type: .citizenID) }
            #expect(groups.values.allSatisfy { $0.count >= 90 })
            #expect(groups.values.allSatisfy { Set($0.map { CitizenID.sex(of: $0) }).count == 2 })
        }
    }
}
