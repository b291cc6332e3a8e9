// Every file opens with two to eight lines of prose: what is here, what is not, how to add one.
// A reader who opens a file at random is told where they are.

import Testing

@Suite struct FileHeaderTests {
    @Test func `every file opens with two to eight lines of prose`() {
        expectNone(SourceTree.here.files.flatMap(Self.complaints))
    }

    static func complaints(about file: TextFile) -> [Complaint] {
        guard ["swift", "c", "h"].contains(file.kind) else { return [] }
        let prose = file.lines
            .drop { $0.hasPrefix("// swift-tools-version") }
            .prefix { $0.hasPrefix("//") && !$0.hasPrefix("///") }
        if (2...8).contains(prose.count) { return [] }
        return [
            Complaint(
                file.path,
                line: 1,
                "opens with \(prose.count) lines of prose: say in 2 to 8 lines of `//` what is "
                    + "here, what is not, and how to add one"
            )
        ]
    }

    @Test(arguments: [
        ("// What is here.\n// What is not.\n\nimport A\n", true),
        ("// swift-tools-version: 6.2\n// What is here.\n// What is not.\n", true),
        ("// swift-tools-version: 6.2\n// What is here.\n", false),
        ("import A\n", false),
        ("/// What the type does.\n/// And how.\nstruct A {}\n", false),
        (String(repeating: "// A licence.\n", count: 9), false),
    ])
    func `a file that opens with too little or too much is caught`(text: String, isTidy: Bool) {
        #expect(Self.complaints(about: TextFile("Sample.swift", text)).isEmpty == isTidy)
    }
}
