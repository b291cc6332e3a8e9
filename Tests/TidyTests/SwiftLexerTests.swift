// The eyes of all other rules: what is code, what is a string, what is a comment, and that the
// whole repository is looked at.

import Testing

@Suite struct SwiftLexerTests {
    @Test(arguments: [
        (#"let a = "b // c" // d"#, ["let", "a", "=", "b // c", " d"]),
        (##"f(#"a"b\(c)"#)"##, ["f", "(", #"a"b\(c)"#, ")"]),
        (#""a\(f("b", (c)))d""e""#, [#"a\()d"#, "e"]),
        (#""\"a" b"#, [#"\"a"#, "b"]),
        ("/* a /* b */ c */ d", ["d"]),
        ("/// a\nb", [" a", "b"]),
        ("func `a \"b`() {}", ["func", "a \"b", "(", ")", "{", "}"]),
    ])
    func `text is cut into words, marks, strings and comments`(text: String, tokens: [String]) {
        #expect(SwiftLexer(text).tokens.map(\.text) == tokens)
    }

    @Test func `lines are counted through long strings and comments`() {
        let text = "a\n\"\"\"\n\"b\"\n\"\"\"\n/*\n*/ c"
        let tokens = SwiftLexer(text).tokens
        #expect(tokens.map(\.line) == [1, 2, 6])
        #expect(tokens.map(\.kind) == [.word, .string, .word])
    }

    @Test func `declarations are found where they stand`() {
        let file = SwiftFile(
            "A.swift",
            "private final class A { func b() {} }\nextension C.D { enum E {} }\nclass func f() {}"
        )
        #expect(file.types.map(\.name) == ["A", "E"])
        #expect(file.types.map(\.isTopLevel) == [true, false])
        #expect(file.types.map(\.isPrivate) == [true, false])
        #expect(file.functions.map(\.name) == ["b", "f"])
        #expect(file.extendedTypes == ["C.D"])
    }

    @Test func `the whole repository is read`() {
        let paths = SourceTree.here.files.map(\.path)
        #expect(paths.contains("Package.swift"))
        #expect(paths.contains("LICENSE"))
        #expect(paths.contains("Tests/TidyTests/SwiftLexerTests.swift"))
        #expect(!paths.contains { $0.contains(".build/") })
    }
}
