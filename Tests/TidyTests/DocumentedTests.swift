// What a user can type, ask for or be told is written down: every verb, end reason and problem in
// docs/CLI.md, every endpoint in docs/HTTP_API.md. Verbs are found as commands of
// `HotseatCommands`, endpoints as strings that begin with `/v1/`.

import GatewayAPI
import LeaseCore
import Testing

@Suite struct DocumentedTests {
    @Test func `every verb is in docs/CLI.md`() {
        let page = SourceTree.here.file("docs/CLI.md")?.lines ?? []
        let files = SourceTree.here.swiftFiles(below: "Sources/HotseatCommands/")
        expectNone(files.flatMap { Self.complaints(aboutVerbsOf: $0, page) })
    }

    @Test func `every endpoint is in docs/HTTP_API.md`() {
        let page = SourceTree.here.file("docs/HTTP_API.md")?.lines ?? []
        let files = SourceTree.here.swiftFiles(below: "Sources/")
        expectNone(files.flatMap { Self.complaints(aboutEndpointsOf: $0, page) })
    }

    @Test(arguments: EndReason.allCases.map(\.rawValue) + Problem.Code.allCases.map(\.rawValue))
    func `every end reason and every problem is in docs/CLI.md`(word: String) {
        let page = SourceTree.here.file("docs/CLI.md")?.lines ?? []
        #expect(Self.isListed(word, in: page), "give it a row in its table there")
    }

    /// Whether a row of a table begins with the word.
    static func isListed(_ word: String, in page: [String]) -> Bool {
        page.contains { $0.hasPrefix("| `\(word)` |") }
    }

    static func complaints(aboutVerbsOf file: SwiftFile, _ page: [String]) -> [Complaint] {
        let documented = page.map { line in
            line.split { !($0.isLetter || $0.isNumber || $0 == "-") }.drop {
                $0.allSatisfy { $0 == "-" }
            }
        }
        .filter { $0.first == "hotseat" }
        return verbs(of: file).filter { verb in !documented.contains { $0.contains(verb[...]) } }
            .map {
                let sentence =
                    "no line of docs/CLI.md begins with `hotseat … \($0)`: describe it there"
                return Complaint(file.path, sentence)
            }
    }

    static func complaints(aboutEndpointsOf file: SwiftFile, _ page: [String]) -> [Complaint] {
        let documented = Set(
            page.flatMap { $0.split { " `|\"'()?,".contains($0) } }
                .filter { $0.hasPrefix("/v1/") }
                .map { shape(of: String($0)) }
        )
        return file.code
            .filter { $0.kind == .string && $0.text.hasPrefix("/v1/") }
            .filter { !documented.contains(shape(of: $0.text)) }
            .map {
                Complaint(
                    file.path,
                    line: $0.line,
                    "`\($0.text)` is not in docs/HTTP_API.md: describe it there"
                )
            }
    }

    /// What the user types: `commandName`, or the type's name in lower case.
    private static func verbs(of file: SwiftFile) -> [String] {
        file.types.filter { $0.keyword != "protocol" }.compactMap { type in
            guard let brace = file.code[type.index...].firstIndex(where: { $0.isMark("{") }),
                file.code[type.index + 2..<brace].contains(where: { $0.text.hasSuffix("Command") })
            else { return nil }
            let body = file.code[brace...file.closing(brace)]
            let label = body.firstIndex { $0.isWord("commandName") }
            return label.map { file.code[$0 + 2].text } ?? type.name.lowercased()
        }
    }

    /// `/v1/devices/:device/kick`, `/v1/devices/D/kick` and `/v1/devices/\(name)/kick` are one.
    private static func shape(of path: String) -> String {
        let parts = path.prefix { $0 != "?" }.split(separator: "/").map { part in
            let isVariable =
                part.contains { ":{}<>\\".contains($0) } || part.allSatisfy { $0.isUppercase }
            return isVariable ? "*" : String(part)
        }
        return parts.joined(separator: "/")
    }

    @Test(arguments: [
        ("struct Status: AsyncParsableCommand {}", true),
        ("struct Kick: AsyncParsableCommand {}", false),
        ("struct ShowOne: GatewayCommand { let c = C(commandName: \"show\") }", true),
        ("struct ShowOne: GatewayCommand { let c = C(commandName: \"display\") }", false),
        ("protocol GatewayCommand: ParsableCommand {}", true),
    ])
    func `a verb that is not documented is caught`(text: String, isTidy: Bool) {
        let page = [
            "## `hotseat status`", "    hotseat sessions show ID", "to kick display someone",
        ]
        let file = SwiftFile("Sources/HotseatCommands/A.swift", text)
        #expect(Self.complaints(aboutVerbsOf: file, page).isEmpty == isTidy)
    }

    @Test func `a word that is only mentioned is caught`() {
        let page = ["| `kicked` | an operator did it; not `denied` |"]
        #expect(Self.isListed("kicked", in: page))
        #expect(!Self.isListed("denied", in: page))
    }

    @Test(arguments: [
        ("get(\"/v1/devices/:device\")", true), ("ask(\"/v1/devices/\\(name)?wait=1\")", true),
        ("get(\"/v1/devices\")", false), ("post(\"/v1/devices/{device}/kick\")", false),
    ])
    func `an endpoint that is not documented is caught`(text: String, isTidy: Bool) {
        let file = SwiftFile("Sources/GatewayHTTP/A.swift", text)
        let complaints = Self.complaints(
            aboutEndpointsOf: file,
            ["- `GET /v1/devices/D`: one device"]
        )
        #expect(complaints.isEmpty == isTidy)
    }
}
