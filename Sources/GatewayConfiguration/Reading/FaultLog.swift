// Where the reader notes what is wrong, and the sentences that more than one kind of value needs. A
// fault does not stop the reading: a person gets all of them at once.

import Yams

/// The faults found so far in one file.
struct FaultLog {
    let file: String
    private var noted: [(position: TextPosition, sentence: String)] = []

    init(file: String) {
        self.file = file
    }

    var isEmpty: Bool { noted.isEmpty }

    /// All faults, in the order of the file.
    var faults: [ConfigurationFault] {
        noted.sorted { ($0.position, $0.sentence) < ($1.position, $1.sentence) }
            .map { ConfigurationFault(file: file, position: $0.position, sentence: $0.sentence) }
    }

    /// Once is enough, for what stands once in the file and is read again by an alias.
    mutating func note(_ sentence: String, at position: TextPosition) {
        guard !noted.contains(where: { $0 == (position, sentence) }) else { return }
        noted.append((position, sentence))
    }

    /// A value that is not what its key wants. `hint` says more: what exactly, or what may be
    /// meant.
    mutating func note(_ key: String, mustBe expected: String, not node: Node, hint: String? = nil)
    {
        let sentence = "'\(key)' must be \(expected), not \(node.inWords)"
        note(hint.map { "\(sentence); \($0)" } ?? sentence, at: node.position)
    }

    /// Something that the contract names and this version does not do.
    mutating func note(notEnforced words: String, at position: TextPosition) {
        note("'\(words)' is not enforced by this version yet; remove it", at: position)
    }
}

extension Node {
    var position: TextPosition {
        mark.map { TextPosition(line: $0.line, column: $0.column) } ?? .start
    }

    /// Nothing at all, or one of YAML's words for it.
    var isEmpty: Bool {
        guard case .scalar(let scalar) = self, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// The value as a sentence names it. Quotes of the file stay visible: `"64"` is no number.
    fileprivate var inWords: String {
        switch self {
        case .scalar where isEmpty: "empty"
        case .scalar(let scalar) where scalar.style == .plain: "'\(scalar.string.shown)'"
        case .scalar(let scalar): "the text \"\(scalar.string.shown)\""
        case .sequence(let sequence): sequence.isEmpty ? "an empty list" : "a list"
        case .mapping(let mapping): mapping.isEmpty ? "an empty mapping" : "a mapping"
        case .alias: "an alias"
        }
    }
}

extension String {
    /// The text as a sentence may hold it: one line, no control characters, 80 characters at most.
    var shown: String {
        let shown = unicodeScalars.prefix(80).map { scalar in
            scalar.properties.generalCategory == .control
                ? scalar.escaped(asASCII: true) : String(scalar)
        }
        return shown.joined() + (unicodeScalars.count > 80 ? "…" : "")
    }
}
