// What the value of a key may be: in words, for sentences and the documentation, and in code. The
// kinds of value are in the `ValueForm+…` files; which key has which is in `SettingKeys`.
// To add a kind: a static function in one of those files, mostly on `scalar`.

import Yams

/// What the value of a key may be.
struct ValueForm<Value>: Sendable {
    /// Completes "must be …".
    let expected: String
    /// A value as the file would write it.
    let text: @Sendable (Value) -> String
    /// The value of a node; where there is none, why not is noted under the key's name.
    let decode: @Sendable (_ node: Node, _ key: String, _ faults: inout FaultLog) -> Value?

    /// What became of the reading of one text.
    enum Verdict {
        case value(Value)
        /// Not what is expected; `hint` says more, where there is more to say.
        case wrong(hint: String?)
    }
}

extension ValueForm {
    /// A value written as one text.
    static func scalar(
        expected: String,
        mayBeQuoted: Bool = true,
        text: @escaping @Sendable (Value) -> String,
        read: @escaping @Sendable (String) -> Verdict
    ) -> ValueForm {
        ValueForm(expected: expected, text: text) { node, key, faults in
            guard case .scalar(let scalar) = node, !node.isEmpty,
                mayBeQuoted || scalar.style == .plain
            else {
                faults.note(key, mustBe: expected, not: node)
                return nil
            }
            switch read(scalar.string) {
            case .value(let value):
                return value
            case .wrong(let hint):
                faults.note(key, mustBe: expected, not: node, hint: hint)
            }
            return nil
        }
    }

    /// A value that may be left to be decided elsewhere, by not writing it.
    static func optional<Wrapped>(_ form: ValueForm<Wrapped>) -> ValueForm
    where Value == Wrapped? {
        ValueForm(
            expected: form.expected,
            text: { $0.map(form.text) ?? "" },
            decode: { node, key, faults in form.decode(node, key, &faults).map(Optional.some) }
        )
    }

    /// A list of one value or more, or of none. What is wrong with one is noted there; the others
    /// still count.
    static func list<Element>(
        of element: ValueForm<Element>,
        mayBeEmpty: Bool = false
    ) -> ValueForm
    where Value == [Element] {
        let expected = "a list of \(element.expected)"
        return ValueForm(
            expected: expected,
            text: { "[\($0.map(element.text).joined(separator: ", "))]" },
            decode: { node, key, faults in
                guard case .sequence(let sequence) = node, mayBeEmpty || !sequence.isEmpty else {
                    let words = node.isEmpty ? nil : node.scalar?.string.split(separator: " ")
                    let hint = words.map { "as in [\($0.joined(separator: ", ").shown)]" }
                    faults.note(key, mustBe: expected, not: node, hint: hint)
                    return nil
                }
                return sequence.compactMap { element.decode($0, key, &faults) }
            }
        )
    }
}

extension ValueForm where Value == Node.Mapping {
    /// Keys of their own, which the reader goes through.
    static func section(of what: String, mayBeEmpty: Bool) -> ValueForm {
        let expected = "a mapping of \(what)"
        return ValueForm(expected: expected, text: { _ in "" }) { node, key, faults in
            let mapping = node.isEmpty ? Node.Mapping([]) : node.mapping
            if let mapping, mayBeEmpty || !mapping.isEmpty { return mapping }
            faults.note(key, mustBe: expected, not: node)
            return nil
        }
    }
}
