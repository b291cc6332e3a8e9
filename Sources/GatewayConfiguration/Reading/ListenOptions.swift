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
        let reader = URLQuery<Name>(noun: "option of a listener", owner: "a listener")
        try reader.read(query) { value, name throws(SocketURL.Flaw) in
            try take(value, of: name, reader, isEncrypted)
        }
    }

    private mutating func take(
        _ value: String,
        of name: Name,
        _ reader: URLQuery<Name>,
        _ isEncrypted: Bool
    ) throws(SocketURL.Flaw) {
        switch name {
        case .auth:
            guard let proof = ClientProof(rawValue: value) else {
                let words = ClientProof.allCases.map(\.rawValue)
                throw reader.refusal(value, of: name, expected: words.joinedByOr, among: words)
            }
            guard proof != .certificate || isEncrypted else {
                let rule = "a certificate is shown within TLS alone, and this listener has none"
                throw SocketURL.Flaw(words: rule)
            }
            self.proof = proof
        case .observe:
            guard value == "1" else {
                throw reader.refusal(value, of: name, expected: "1, or left out", among: [])
            }
            isForObservers = true
        }
    }
}
