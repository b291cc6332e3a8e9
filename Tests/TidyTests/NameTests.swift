// Names say what a thing is. Words that fit everything say nothing, and words of time are wrong
// before long. A module's name is never also a type's: the compiler could no longer tell which of
// the two `Name.thing` means.

import Testing

@Suite struct NameTests {
    /// As words of a name in camel case.
    static let banned: Set<String> = [
        "manager", "managers", "helper", "helpers", "util", "utils", "utility", "utilities",
        "common", "base", "impl", "info", "infos", "data", "new", "v2",
    ]

    @Test func `no file, type or function has a name that says nothing`() {
        expectNone(SourceTree.here.swiftFiles.flatMap(Self.complaints))
    }

    @Test func `no target bears the name of a type in it`() {
        expectNone(SourceTree.here.swiftFiles.flatMap(Self.complaintsAboutTarget))
    }

    static func complaints(about file: SwiftFile) -> [Complaint] {
        let folders = file.path.dropLast(".swift".count).split(separator: "/").map(String.init)
        let names =
            folders.map { ($0, 1) } + (file.types + file.functions).map { ($0.name, $0.line) }
        return names.flatMap { name, line in
            words(of: name).filter(banned.contains).map {
                Complaint(
                    file.path,
                    line: line,
                    "`\(name)` says nothing by \"\($0)\": name it after what it is or does"
                )
            }
        }
    }

    static func complaintsAboutTarget(of file: SwiftFile) -> [Complaint] {
        file.types.filter { $0.name == file.target }.map {
            Complaint(
                file.path,
                line: $0.line,
                "`\($0.name)` is also its target's name: rename the type"
            )
        }
    }

    /// `parseV2HTTPHeader` is parse, v2, http, header.
    static func words(of name: String) -> [String] {
        let letters = Array(name)
        var words = [""]
        for (index, letter) in letters.enumerated() {
            let beginsWord =
                letter.isUppercase && index > 0
                && (!letters[index - 1].isUppercase
                    || index + 1 < letters.count && letters[index + 1].isLowercase)
            if beginsWord || !(letter.isLetter || letter.isNumber) { words.append("") }
            if letter.isLetter || letter.isNumber { words[words.count - 1] += letter.lowercased() }
        }
        return words.filter { !$0.isEmpty }
    }

    @Test(arguments: [
        "struct LeaseManager {}", "enum Utilities {}", "typealias PortInfo = Int", "actor Impl {}",
        "func receivedData() {}", "func parseV2Header() {}", "final class NewQueue {}",
        "protocol HTTPHelpers {}",
    ])
    func `a banned word is caught`(text: String) {
        #expect(Self.complaints(about: SwiftFile("Sources/A/B.swift", text)).count == 1)
    }

    @Test func `a banned word in a file's or folder's name is caught`() {
        #expect(Self.complaints(about: SwiftFile("Sources/A/Lease+Base.swift", "")).count == 1)
        #expect(Self.complaints(about: SwiftFile("Sources/A/Utils/B.swift", "")).count == 1)
    }

    @Test(arguments: [
        "let content: Data = read(newline: .init(), info: 1)", "struct Renewal { var data: [Int] }",
        "enum News {}", "func `a new client is told of its base`() {}", "for actor in actors {}",
        "let x = \"func new\"",
    ])
    func `a word that is no declared name is left alone`(text: String) {
        #expect(Self.complaints(about: SwiftFile("Sources/A/B.swift", text)).isEmpty)
    }

    @Test func `a type that bears its target's name is caught`() {
        let file = SwiftFile("Sources/Telnet/Codec.swift", "public enum Telnet {}\nstruct Codec {}")
        #expect(Self.complaintsAboutTarget(of: file).map(\.line) == [1])
    }
}
