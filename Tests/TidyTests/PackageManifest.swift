// The targets that Package.swift declares and what each depends on, read from its text.
// Products of other packages are left out: SwiftPM finds those that are missing. A sibling is named
// by a bare string, `dependencies: ["LeaseCore"]`; the longer ways to say it are not read.

struct PackageManifest {
    struct Target {
        let name: String
        /// `Sources/LeaseCore`, with no slash at its end.
        let folder: String
        /// Siblings alone.
        let dependencies: Set<String>
        let line: Int
    }

    let targets: [Target]

    init(_ manifest: SwiftFile) {
        targets = manifest.code.indices.compactMap { Self.target(at: $0, in: manifest) }
    }

    /// The target that a file belongs to.
    func target(of file: SwiftFile) -> Target? {
        targets.first { file.path.hasPrefix($0.folder + "/") }
    }

    private static func target(at index: Int, in manifest: SwiftFile) -> Target? {
        let code = manifest.code
        guard index > 0, index + 1 < code.count, code[index - 1].isMark("."),
            ["target", "executableTarget", "testTarget"].contains(code[index].text),
            code[index + 1].isMark("(")
        else { return nil }
        let call = index + 1..<manifest.closing(index + 1)
        guard let name = argument("name", in: call, of: code), code[name].kind == .string
        else { return nil }
        let usual = code[index].isWord("testTarget") ? "Tests" : "Sources"
        return Target(
            name: code[name].text,
            folder: argument("path", in: call, of: code).map { code[$0].text }
                ?? "\(usual)/\(code[name].text)",
            dependencies: argument("dependencies", in: call, of: code)
                .map { siblings(in: $0..<manifest.closing($0), of: code) } ?? [],
            line: code[index].line
        )
    }

    /// The names that stand in a list of dependencies alone.
    private static func siblings(in list: Range<Int>, of code: [SwiftToken]) -> Set<String> {
        Set(
            list.filter {
                code[$0].kind == .string && (code[$0 - 1].isMark("[") || code[$0 - 1].isMark(","))
            }
            .map { code[$0].text }
        )
    }

    /// Where the value of a labelled argument begins.
    private static func argument(
        _ label: String,
        in call: Range<Int>,
        of code: [SwiftToken]
    ) -> Int? {
        call.first { $0 + 2 < code.count && code[$0].isWord(label) && code[$0 + 1].isMark(":") }
            .map { $0 + 2 }
    }
}
