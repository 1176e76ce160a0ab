import Foundation
import Testing

@testable import NodeAPI

/// JSON that is written with its keys in order.
@Suite struct JSONValueTests {
    private let value: JSONValue = [
        "text": "\"\\\n\t\u{1} 张三 /", "number": -7, "flag": false, "list": [1, [], [:]], "nothing": .null,
    ]

    @Test func keysStayInOrder() {
        let expected =
            #"{"text":"\"\\\n\t\u0001 张三 /","number":-7,"flag":false,"list":[1,[],{}],"nothing":null}"#
        #expect(value.compact == expected)
    }

    @Test func bothFormsAreTheSameValue() throws {
        let long = JSONValue.list(Array(repeating: value, count: 4))
        let compact = try JSONSerialization.jsonObject(with: Data(long.compact.utf8)) as? NSArray
        let spacious = try JSONSerialization.jsonObject(with: Data(long.spacious.utf8)) as? NSArray
        #expect(compact != nil && compact == spacious)
        #expect(long.spacious.split(separator: "\n").count > 4)
    }
}
