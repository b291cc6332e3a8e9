// Where tokens are kept that are given out while the gateway runs. History implements it; the
// gateway asks it at its start and at an operator's order. Who may come in is never asked of it.

/// Keeps tokens, as hashes. What it reports as done survives a power cut.
public protocol TokenStore: Sendable {
    /// Told all tokens that let somebody in, as they are right after a change. Changes are reported
    /// in the order in which they were made: none is overtaken by an older one.
    typealias Changed = @Sendable ([StoredToken]) -> Void

    /// All tokens that let somebody in, oldest first. Throws where they cannot be read.
    func tokens() async throws -> [StoredToken]

    /// Keeps one more. Throws where it cannot be written.
    func give(_ token: StoredToken, changed: @escaping Changed) async throws

    /// From now on none of the user's tokens lets anybody in; returns how many did. Throws where
    /// that cannot be written.
    func revokeTokens(
        of user: String,
        at milliseconds: Int64,
        by actor: String,
        changed: @escaping Changed
    ) async throws -> Int
}
