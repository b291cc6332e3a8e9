// The tokens that were given out, in the history's database. They do not wait among the facts:
// whoever gives or revokes one is told when it is on the disk, or that it is not.

import GRDB
import GatewayAPI
import LeaseCore

extension HistoryDatabase: TokenStore {
    public func tokens() async throws -> [StoredToken] {
        do {
            return try await pool.read { try Self.tokens($0) }
        } catch {
            throw Problem(error, at: pool.path)
        }
    }

    public func give(_ token: StoredToken, changed: @escaping Changed) async throws {
        _ = try await change(changed) { database in
            try database.execute(
                sql: "INSERT INTO tokens (user, hash, given_at, given_by) VALUES (?, ?, ?, ?)",
                arguments: [token.user, token.hash.text, token.givenAt, token.givenBy]
            )
        }
    }

    public func revokeTokens(
        of user: String,
        at milliseconds: Int64,
        by actor: String,
        changed: @escaping Changed
    ) async throws -> Int {
        try await change(changed) { database in
            try database.execute(
                sql: """
                    UPDATE tokens SET revoked_at = ?, revoked_by = ?
                    WHERE user = ? AND revoked_at IS NULL
                    """,
                arguments: [milliseconds, actor, user]
            )
        }
    }

    /// One change, and the report of it before anybody else can write: so reports keep the order of
    /// the changes. Returns how many rows it was.
    private func change(
        _ changed: @escaping Changed,
        _ statements: @escaping @Sendable (Database) throws -> Void
    ) async throws -> Int {
        do {
            return try await pool.writeWithoutTransaction { database in
                let durability = try database.durability()
                let count = try database.commitDurably(thenBackTo: durability) {
                    try statements(database)
                    return database.changesCount
                }
                changed(try Self.tokens(database))
                return count
            }
        } catch {
            throw Problem(error, at: pool.path)
        }
    }

    private static func tokens(_ database: Database) throws -> [StoredToken] {
        try Row.fetchAll(
            database,
            sql: """
                SELECT user, hash, given_at, given_by FROM tokens
                WHERE revoked_at IS NULL ORDER BY id
                """
        )
        .map { row in
            guard let hash = TokenHash(text: row["hash"]) else {
                throw DatabaseError(message: "tokens has a hash that is none: \(row["hash"] ?? "")")
            }
            return StoredToken(
                user: row["user"],
                hash: hash,
                givenAt: row["given_at"],
                givenBy: row["given_by"]
            )
        }
    }
}
