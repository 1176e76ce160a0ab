import CaseModel
import Testing

@Suite struct CSVTableTests {
    @Test func quotesWhatNeedsIt() {
        var table = CSVTable(columns: ["窗口", "n"])
        table.append([.text("甲,乙"), .number(-5)])
        table.append([.text("say \"so\""), .empty])
        table.append([.text("two\nlines"), .number(.max)])
        #expect(
            table.text
                == "窗口,n\r\n\"甲,乙\",-5\r\n\"say \"\"so\"\"\",\r\n\"two\nlines\",9223372036854775807\r\n"
        )
    }

    @Test(arguments: ["=1+1", "+1", "-1", "@x", "\tx"])
    func noCellIsAFormula(text: String) {
        var table = CSVTable(columns: ["a"])
        table.append([.text(text)])
        #expect(table.text == "a\r\n'\(text)\r\n")
    }

    @Test func aCarriageReturnIsQuoted() {
        var table = CSVTable(columns: ["a"])
        table.append([.text("\r\n=1")])
        #expect(table.text == "a\r\n\"'\r\n=1\"\r\n")
    }
}
