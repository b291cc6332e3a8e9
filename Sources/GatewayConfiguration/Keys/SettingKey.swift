// One key of the configuration file, described once: its name, its meaning, and either the form of
// its value, its default and where it goes, or that nothing enforces it yet. The keys are in
// `SettingKeys`.

import Yams

/// One key of the configuration file, among those whose values make a `Target`.
struct SettingKey<Target>: Sendable {
    let name: String
    /// For the documentation: one sentence or two.
    let meaning: String
    let state: State

    enum State: Sendable {
        case enforced(Enforcement)
        /// Known by name, and refused by name.
        case planned
    }

    /// What is known of a key that is enforced, whatever the type of its value.
    struct Enforcement: Sendable {
        /// Completes "must be …".
        let expected: String
        let fallback: Fallback
        /// The default as the file would write it, as it stands in a target that nobody has
        /// changed.
        let initialText: @Sendable (Target) -> String
        let apply:
            @Sendable (_ node: Node, _ target: inout Target, _ faults: inout FaultLog) -> Void
    }

    /// What holds where the key is absent.
    enum Fallback: Sendable, Equatable {
        /// What its property holds from the start.
        case initial
        /// What its property holds from the start, which depends on the surroundings: these words
        /// for it.
        case described(String)
        /// Nothing does: the key, or one of these others, must be there.
        case required(orElse: [String])
    }

    static func enforced<Value>(
        _ name: String,
        _ property: any WritableKeyPath<Target, Value> & Sendable,
        _ form: ValueForm<Value>,
        default fallback: Fallback = .initial,
        _ meaning: String
    ) -> SettingKey {
        let enforcement = Enforcement(
            expected: form.expected,
            fallback: fallback,
            initialText: { form.text($0[keyPath: property]) },
            apply: { node, target, faults in
                guard let value = form.decode(node, name, &faults) else { return }
                target[keyPath: property] = value
            }
        )
        return SettingKey(name: name, meaning: meaning, state: .enforced(enforcement))
    }

    static func planned(_ name: String, _ meaning: String) -> SettingKey {
        SettingKey(name: name, meaning: meaning, state: .planned)
    }
}
