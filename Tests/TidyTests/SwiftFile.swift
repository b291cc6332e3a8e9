// One Swift file, cut into code and comments. What it imports and declares is found in
// `SwiftFile+Declarations.swift`.

struct SwiftFile {
    let file: TextFile
    /// Everything but comments.
    let code: [SwiftToken]
    /// `//` and `///`, a line each.
    let comments: [SwiftToken]

    init(_ file: TextFile) {
        self.file = file
        let tokens = SwiftLexer(file.lines.joined(separator: "\n")).tokens
        code = tokens.filter { $0.kind != .comment && $0.kind != .documentation }
        comments = tokens.filter { $0.kind == .comment || $0.kind == .documentation }
    }

    /// A sample, for a test of a rule.
    init(_ path: String, _ text: String) {
        self.init(TextFile(path, text))
    }

    var path: String { file.path }

    /// The name without `.swift`.
    var stem: String { String(file.name.dropLast(".swift".count)) }

    /// The target it belongs to: `LeaseCore` for `Sources/LeaseCore/LeaseEvent.swift`.
    var target: String? {
        let parts = path.split(separator: "/")
        return parts.count > 2 ? String(parts[1]) : nil
    }
}
