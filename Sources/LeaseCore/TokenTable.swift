// Whose token has which hash. A look-up goes through the whole table, whoever is found and
// wherever: how long it takes tells nothing about who has a token, or how much of one was guessed.

/// The tokens that let somebody in.
public struct TokenTable: Sendable {
    private var entries: [(hash: TokenHash, user: String)] = []

    public init() {}

    /// One more token of a user's.
    public mutating func add(_ hash: TokenHash, of user: String) {
        entries.append((hash, user))
    }

    /// The user whose token has this hash; nil where nobody's has.
    public func user(of hash: TokenHash) -> String? {
        var found = 0
        for (index, entry) in entries.enumerated() {
            // All ones where the hashes are the same, else zero, without a branch.
            let difference = Int(entry.hash.difference(from: hash))
            let isSame = (difference - 1) >> 8
            found |= (index + 1) & isSame
        }
        return found == 0 ? nil : entries[found - 1].user
    }
}
