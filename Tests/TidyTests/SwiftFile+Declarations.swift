// What a Swift file imports and declares, found by keywords and brackets alone.
// Enough for the rules here, and no more: a declaration made by a macro is not seen.

extension SwiftFile {
    /// A type or a function, where it is declared.
    struct Declaration {
        let keyword: String
        let name: String
        /// Where the keyword stands in `code`.
        let index: Int
        let line: Int
        /// In no braces: neither in a type nor in an extension.
        let isTopLevel: Bool
        let isPrivate: Bool
    }

    /// Every module named by an `import`, with its line.
    var imports: [(module: String, line: Int)] {
        code.indices.compactMap { index in
            guard code[index].isWord("import"), !isMember(index) else { return nil }
            var next = index + 1
            if next < code.count, Self.importKinds.contains(code[next].text) { next += 1 }
            guard next < code.count else { return nil }
            return (code[next].text, code[index].line)
        }
    }

    /// Every type, alias and protocol; not extensions.
    var types: [Declaration] { declarations(Self.typeKeywords) }

    /// Every `func`, raw identifiers left out: those are sentences, not names.
    var functions: [Declaration] {
        declarations(["func"]).filter { code[$0.index + 1].kind == .word }
    }

    /// The types that are extended at the top level: `Lease`, `Lease.State`.
    var extendedTypes: [String] {
        declarations(["extension"]).map { declaration in
            var name = declaration.name
            var next = declaration.index + 2
            while next + 1 < code.count, code[next].isMark("."), code[next + 1].kind == .word {
                name += ".\(code[next + 1].text)"
                next += 2
            }
            return name
        }
    }

    /// How many lines each function, initialiser and computed property has, signature included.
    var bodies: [(name: String, line: Int, lines: Int)] {
        code.indices.compactMap { index in
            guard code[index].kind == .word, Self.bodyKeywords.contains(code[index].text),
                !isMember(index), let end = endOfBody(from: index)
            else { return nil }
            let name = ["func", "var"].contains(code[index].text) ? index + 1 : index
            let line = code[index].line
            return (code[name].text, line, code[end].line - line + 1)
        }
    }

    /// The index of the bracket that closes the one at `index`; the last token where none does.
    func closing(_ index: Int) -> Int {
        var depth = 0
        for next in code.indices[index...] where code[next].kind == .mark {
            switch code[next].text {
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            default: continue
            }
            if depth == 0 { return next }
        }
        return code.count - 1
    }

    private static let importKinds: Set<String> = [
        "struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor",
    ]
    private static let typeKeywords: Set<String> = [
        "struct", "class", "enum", "protocol", "typealias", "actor",
    ]
    private static let bodyKeywords: Set<String> = ["func", "init", "deinit", "subscript", "var"]
    private static let declarationKeywords: Set<String> =
        bodyKeywords
        .union(typeKeywords)
        .union(["let", "case", "extension", "import"])
    private static let modifiers: Set<String> = [
        "public", "package", "internal", "private", "fileprivate", "final", "indirect", "open",
        "nonisolated", "distributed",
    ]

    private func declarations(_ keywords: Set<String>) -> [Declaration] {
        var depth = 0
        return code.indices.compactMap { index in
            let token = code[index]
            if token.isMark("{") { depth += 1 }
            if token.isMark("}") { depth -= 1 }
            guard token.kind == .word, keywords.contains(token.text), !isMember(index),
                index + 1 < code.count, [.word, .rawIdentifier].contains(code[index + 1].kind),
                !Self.typeKeywords.contains(token.text) || opensType(index + 2)
            else { return nil }
            return Declaration(
                keyword: token.text,
                name: code[index + 1].text,
                index: index,
                line: token.line,
                isTopLevel: depth == 0,
                isPrivate: isPrivate(index)
            )
        }
    }

    /// Whether a word is reached through a dot (`self.init`) and so declares nothing.
    private func isMember(_ index: Int) -> Bool { index > 0 && code[index - 1].isMark(".") }

    /// What follows a type's name; `class func` and a variable called `actor` have something else.
    private func opensType(_ index: Int) -> Bool {
        index < code.count && ["{", ":", "<", "=", "where"].contains(code[index].text)
    }

    private func isPrivate(_ index: Int) -> Bool {
        code[..<index].reversed()
            .prefix { Self.modifiers.contains($0.text) }
            .contains { $0.isWord("private") || $0.isWord("fileprivate") }
    }

    /// The index of the brace that ends the body of the declaration at `index`; nil where it has
    /// none (a requirement of a protocol, a stored property).
    private func endOfBody(from index: Int) -> Int? {
        var next = index + 1
        while next < code.count {
            let token = code[next]
            if token.isMark("(") || token.isMark("[") {
                next = closing(next)
            } else if token.isMark("{") {
                return closing(next)
            } else if token.isMark("}") || code[index].isWord("var") && token.isMark("=")
                || token.kind == .word && Self.declarationKeywords.contains(token.text)
            {
                return nil
            }
            next += 1
        }
        return nil
    }
}
