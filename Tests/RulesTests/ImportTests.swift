import Testing

/// A module knows nothing of those above it, and the pure ones know nothing of the world.
@Suite struct ImportTests {
    @Test func everyFolderOfSourcesIsInTheTable() {
        let folders = Repository.names(in: "Sources").filter { !$0.hasPrefix(".") }
        #expect(Set(folders) == Set(ModuleRule.all.map(\.name)))
    }

    @Test(arguments: ModuleRule.all)
    func importsOnlyWhatTheTableAllows(rule: ModuleRule) throws {
        for file in try Repository.files(in: ["Sources/\(rule.name)"], ending: [".swift"]) where !file.isGenerated {
            for line in file.lines {
                guard let module = Self.importedModule(line) else { continue }
                #expect(rule.allowed.contains(module), "\(file) imports \(module), which \(rule.name) must not know")
            }
        }
    }

    @Test func theTableIsLayered() {
        var lower: Set<String> = []
        for rule in ModuleRule.all {
            #expect(rule.modules.isSubset(of: lower), "\(rule.name) may import only modules that stand before it")
            lower.insert(rule.name)
        }
    }

    @Test func thePackageGivesNoMoreThanTheTable() throws {
        let targets = Self.targets(in: try Repository.text(of: "Package.swift"))
        #expect(Set(targets.keys) == Set(ModuleRule.all.map(\.name)))
        for rule in ModuleRule.all {
            let given = targets[rule.name] ?? []
            let surplus = given.subtracting(rule.allowed).sorted()
            #expect(surplus.isEmpty, "\(rule.name) depends on \(surplus), which the table does not give it")
        }
    }

    @Test(arguments: ModuleRule.all)
    func whatAModuleImportsItIsBuiltAfter(rule: ModuleRule) throws {
        // What comes in by way of another one can be imported too, but its changes would not lead to a new build.
        let given = try Self.targets(in: Repository.text(of: "Package.swift"))[rule.name] ?? []
        for file in try Repository.files(in: ["Sources/\(rule.name)"], ending: [".swift"]) {
            for module in file.lines.compactMap(Self.importedModule) where rule.modules.contains(module) {
                #expect(given.contains(module), "\(file) imports \(module), on which \(rule.name) does not depend")
            }
        }
    }

    @Test func readsImportLines() {
        #expect(Self.importedModule("import Foundation") == "Foundation")
        #expect(Self.importedModule("@preconcurrency public import NIOCore") == "NIOCore")
        #expect(Self.importedModule("    import struct Foundation.Data") == "Foundation")
        #expect(Self.importedModule("@testable import CaseModel // why") == "CaseModel")
        #expect(Self.importedModule("// import Foundation") == nil)
        #expect(Self.importedModule("let important = 1") == nil)
    }

    @Test func readsTargetsOfAPackage() {
        let manifest = """
            targets: [
                .target(name: "Low"),
                .executableTarget(
                    name: "high",
                    dependencies: ["Low", .product(name: "Lib", package: "lib-package")],
                    exclude: ["Contract"]
                ),
                .systemLibrary(name: "CLib", pkgConfig: "lib"),
                .testTarget(name: "LowTests", dependencies: ["Low"]),
                .target(name: "Support", dependencies: ["Low"], path: "Tests/LowTests/Support"),
            ],
            """
        #expect(Self.targets(in: manifest) == ["Low": [], "high": ["Low", "Lib"], "CLib": []])
    }

    /// The module that an import line names, or `nil` for any other line.
    private static func importedModule(_ line: Substring) -> String? {
        guard line.contains("import ") else { return nil }
        let pattern = #/^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|private|fileprivate)\s+)?/#
            .ignoresCase(false)
        guard let start = line.prefixMatch(of: pattern) else { return nil }
        let rest = line[start.range.upperBound...]
        let kinds = #/^import\s+(?:(?:struct|class|enum|protocol|typealias|func|let|var)\s+)?(\w+)/#
        return rest.prefixMatch(of: kinds).map { String($0.1) }
    }

    /// Every target of a manifest that is no test and no support of tests, with the names of what it depends on.
    private static func targets(in manifest: String) -> [String: Set<String>] {
        var found: [String: Set<String>] = [:]
        let starts = Array(manifest.matches(of: #/\.(target|executableTarget|systemLibrary|testTarget)\(/#))
        for (index, start) in starts.enumerated() where start.1 != "testTarget" {
            let end = index + 1 < starts.count ? starts[index + 1].range.lowerBound : manifest.endIndex
            let text = manifest[start.range.upperBound..<end]
            guard let name = text.firstMatch(of: #/name:\s*"(\w+)"/#), !text.contains(#"path: "Tests/"#) else {
                continue
            }
            var needed: Set<String> = []
            if let list = text.firstRange(of: "dependencies: [") {
                let inner = Self.balanced(text[list.upperBound...])
                let products = inner.matches(of: #/\.product\(name:\s*"(\w+)"[^)]*\)/#)
                let rest = inner.replacing(#/\.product\([^)]*\)/#, with: "")
                needed = Set(products.map { String($0.1) } + rest.matches(of: #/"(\w+)"/#).map { String($0.1) })
            }
            found[String(name.1)] = needed
        }
        return found
    }

    /// The text up to the bracket that closes the one before it.
    private static func balanced(_ text: Substring) -> Substring {
        var depth = 1
        for index in text.indices {
            if text[index] == "[" { depth += 1 }
            if text[index] == "]" { depth -= 1 }
            if depth == 0 { return text[..<index] }
        }
        return text
    }
}
