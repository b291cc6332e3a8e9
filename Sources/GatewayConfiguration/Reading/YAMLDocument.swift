// A YAML text as a tree whose nodes know their places. Yams does the parsing; its faults become
// ours here. Keys given twice stop Yams at the first it meets, and without the second's place: each
// first one is hidden behind a letter of its own length, and the text is read again, so that the
// tree holds them all; there it has its name again.

import Yams

/// A YAML text as a tree whose nodes know their places.
struct YAMLDocument {
    /// Nil where the text holds nothing, or only comments.
    let root: Node?

    /// How often one text is read again: so many keys given twice are found, and no more.
    private static let duplicatesMax: UInt32 = 100

    /// What makes a text no YAML.
    struct Fault: Error {
        let position: TextPosition
        let sentence: String
    }

    init(_ text: String) throws(Fault) {
        var scalars = Array(text.unicodeScalars)
        scalars.excuseBareDemo()
        var hidden: [TextPosition: String] = [:]
        var duplicates: UInt32 = 0
        while true {
            var readable = String.UnicodeScalarView()
            readable.append(contentsOf: scalars)
            do {
                let tree = try Parser(yaml: String(readable), resolver: .basic, encoding: .utf8)
                    .singleRoot()
                root = hidden.isEmpty ? tree : tree?.unveiled(hidden)
                return
            } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                let position = TextPosition(line: context.mark.line, column: context.mark.column)
                let name = names.first ?? ""
                // Letters for private use, of which no real key consists.
                guard duplicates < Self.duplicatesMax,
                    let index = scalars.index(of: name, at: position),
                    let letter = Unicode.Scalar(0xE000 + duplicates)
                else {
                    let sentence = "the key '\(name.shown)' is given twice"
                    throw Fault(position: position, sentence: sentence)
                }
                duplicates += 1
                scalars[index] = letter
                hidden[position] = name
            } catch {
                throw Fault(error, in: text)
            }
        }
    }
}

extension Node {
    /// The same with the real names of the keys that are hidden, by place.
    fileprivate func unveiled(_ hidden: [TextPosition: String]) -> Node {
        switch self {
        case .mapping(let mapping):
            let pairs = mapping.map { key, value in
                let name = hidden[key.position].map {
                    Node.scalar(Scalar($0, .implicit, .any, key.mark))
                }
                return (name ?? key, value.unveiled(hidden))
            }
            return .mapping(Mapping(pairs, mapping.tag, mapping.style, mapping.mark))
        case .sequence(let sequence):
            let nodes = sequence.map { $0.unveiled(hidden) }
            return .sequence(Sequence(nodes, sequence.tag, sequence.style, sequence.mark))
        case .scalar, .alias: return self
        }
    }
}

extension YAMLDocument.Fault {
    fileprivate init(_ error: any Error, in text: String) {
        switch error {
        case YamlError.scanner(let context, let problem, let mark, _),
            YamlError.parser(let context, let problem, let mark, _):
            position = TextPosition(line: mark.line, column: mark.column)
            let place = context.map { " (\($0.text), line \($0.mark.line))" } ?? ""
            sentence = "not YAML: \(problem)\(place)\(Self.advice(problem, text, position))"
        case YamlError.composer(let context, let problem, let mark, _):
            position = TextPosition(line: mark.line, column: mark.column)
            // Yams gives a context to one fault of this kind only: more documents than one.
            sentence = context == nil ? "not YAML: \(problem)" : "the file must end before '---'"
        case YamlError.reader(let problem, let offset, _, _):
            position = TextPosition(after: text.prefix(offset ?? 0))
            sentence = "not YAML: \(problem)"
        default:
            position = .start
            sentence = "not YAML: \(error)"
        }
    }

    /// What libyaml's words mean to somebody who meets them for the first time.
    private static func advice(
        _ problem: String,
        _ text: String,
        _ position: TextPosition
    ) -> String {
        if problem.hasPrefix("mapping values are not allowed") {
            return "; a value that has ': ' in it or ends in ':' needs quotes"
        }
        if problem.hasSuffix("',' or ']'") {
            return "; in a list, a value that has brackets in it needs quotes"
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = position.line <= lines.count ? lines[position.line - 1] : ""
        let character = line.unicodeScalars.dropFirst(position.column - 1).first
        if problem.hasPrefix("did not find expected alphabetic") || character == "@" {
            return "; a value that begins with @ or * needs quotes"
        }
        let isTabbed = line.prefix(while: \.isWhitespace).contains("\t")
        return isTabbed ? "; indent with spaces, not with tabs" : ""
    }
}

extension [Unicode.Scalar] {
    /// `connect: demo:` is how everybody writes it, and no YAML: a plain value cannot end in a
    /// colon. A blank in its place is the same value, and moves nothing.
    fileprivate mutating func excuseBareDemo() {
        var lineStart = startIndex
        while lineStart < endIndex {
            let lineEnd = self[lineStart...].firstIndex(of: "\n") ?? endIndex
            let line = self[lineStart..<lineEnd].prefix { $0 != "#" }
            let words = line.split(whereSeparator: \.properties.isWhitespace)
            if words.count == 2, words[0].elementsEqual("connect:".unicodeScalars),
                words[1].elementsEqual("demo:".unicodeScalars)
            {
                self[words[1].endIndex - 1] = " "
            }
            lineStart = lineEnd < endIndex ? lineEnd + 1 : endIndex
        }
    }

    /// Where the plain or quoted `name` begins that stands at `position`; nil where it is written
    /// in some other way (escaped, anchored, tagged).
    fileprivate func index(of name: String, at position: TextPosition) -> Int? {
        var index = 0
        for _ in 1..<position.line {
            guard let end = self[index...].firstIndex(of: "\n") else { return nil }
            index = end + 1
        }
        index += position.column - 1
        if index < count, self[index] == "\"" || self[index] == "'" { index += 1 }
        return !name.isEmpty && self[Swift.min(index, count)...].starts(with: name.unicodeScalars)
            ? index : nil
    }
}
