// What stands behind the `?` of a listener's URL. What the options mean is told where they are
// kept, in `ListenEndpoint`.
// To add one: its name in `Name`, its value in `take`, its line in the documentation.

/// The options of one listener.
struct ListenOptions {
    var proof = ClientProof.none
    var isForObservers = false

    private enum Name: String, CaseIterable {
        case auth, observe
    }

    init(proof: ClientProof = .none, isForObservers: Bool = false) {
        self.proof = proof
        self.isForObservers = isForObservers
    }

    /// The options as a URL has them, `?` included; nothing where all are as they are by default.
    var query: String {
        let items = [
            isForObservers ? "\(Name.observe.rawValue)=1" : nil,
            proof == .none ? nil : "\(Name.auth.rawValue)=\(proof.rawValue)",
        ].compactMap(\.self)
        return items.isEmpty ? "" : "?" + items.joined(separator: "&")
    }

    /// Reads `auth=token`. `isEncrypted`: of a listener that speaks TLS.
    init(query: Substring, isEncrypted: Bool) throws(SocketURL.Flaw) {
        var given: Set<Name> = []
        for item in query.split(separator: "&", omittingEmptySubsequences: false) {
            let written = String(item.prefix { $0 != "=" })
            let names = Name.allCases.map(\.rawValue)
            guard let name = Name(rawValue: written) else {
                let hint = NearSpelling.hint(written, among: names)
                let choice = hint ?? "there is \(names.joinedByOr)"
                let rule = "'\(written.shown)' is no option of a listener"
                throw SocketURL.Flaw(words: "\(rule); \(choice)")
            }
            guard given.insert(name).inserted else {
                throw SocketURL.Flaw(words: "'\(written)' is given twice")
            }
            try take(String(item.dropFirst(written.count + 1)), of: name, isEncrypted)
        }
    }

    private mutating func take(
        _ value: String,
        of name: Name,
        _ isEncrypted: Bool
    ) throws(SocketURL.Flaw) {
        switch name {
        case .auth:
            guard let proof = ClientProof(rawValue: value) else {
                let words = ClientProof.allCases.map(\.rawValue)
                let hint = NearSpelling.hint(value, among: words).map { "; \($0)" } ?? ""
                let rule = "'auth' must be \(words.joinedByOr), not '\(value.shown)'"
                throw SocketURL.Flaw(words: rule + hint)
            }
            guard proof != .certificate || isEncrypted else {
                let rule = "a certificate is shown within TLS alone, and this listener has none"
                throw SocketURL.Flaw(words: rule)
            }
            self.proof = proof
        case .observe:
            guard value == "1" else {
                let rule = "'observe' must be 1, not '\(value.shown)'; or leave it out"
                throw SocketURL.Flaw(words: rule)
            }
            isForObservers = true
        }
    }
}
