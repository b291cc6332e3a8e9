// Tokens in the database: kept over a stop, as hashes alone; revoked for good; and every change is
// reported in its order, whoever makes it.

import GRDB
import GatewayAPI
import LeaseCore
import Synchronization
import Testing

@testable import History

struct TokenStoreTests {
    private static func token(_ user: String, _ number: UInt8) -> StoredToken {
        let hash = TokenHash(digest: [UInt8](repeating: number, count: 32))
        return StoredToken(user: user, hash: hash, givenAt: Int64(number), givenBy: "root")
    }

    /// What the store reported last.
    private final class Report: Sendable {
        private let last = Mutex<[StoredToken]>([])

        var tokens: [StoredToken] { last.withLock { $0 } }

        func take(_ tokens: [StoredToken]) { last.withLock { $0 = tokens } }
    }

    @Test func `tokens outlive a stop, oldest first`() async throws {
        let directory = try StateDirectory()
        let tokens = [Self.token("bob", 2), Self.token("alice", 1), Self.token("bob", 3)]
        let history = try directory.open()
        for token in tokens { try await history.give(token) { _ in } }
        try await history.close()
        let next = try directory.open()
        #expect(try await next.tokens() == tokens)
        try await next.close()
    }

    @Test func `all of one user's tokens are revoked, and nobody else's`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        for token in [Self.token("bob", 2), Self.token("alice", 1), Self.token("bob", 3)] {
            try await history.give(token) { _ in }
        }
        let report = Report()
        let count = try await history.revokeTokens(of: "bob", at: 9, by: "eve") {
            report.take($0)
        }
        #expect(count == 2)
        #expect(report.tokens == [Self.token("alice", 1)])
        #expect(try await history.tokens() == [Self.token("alice", 1)])
        #expect(try await history.revokeTokens(of: "bob", at: 9, by: "eve") { _ in } == 0)
        try await history.close()
        let revoked = try directory.sqlite {
            try Row.fetchAll(
                $0,
                sql: "SELECT user, revoked_at, revoked_by FROM tokens WHERE id = 1"
            )
        }
        #expect(revoked == [["user": "bob", "revoked_at": 9, "revoked_by": "eve"]])
    }

    @Test func `the last report is of the last change`() async throws {
        let directory = try StateDirectory()
        let history = try directory.open()
        let report = Report()
        await withTaskGroup(of: Void.self) { group in
            for number in UInt8(0)..<50 {
                group.addTask {
                    try? await history.give(Self.token("alice", number)) { report.take($0) }
                }
                group.addTask {
                    _ = try? await history.revokeTokens(of: "alice", at: 1, by: "root") {
                        report.take($0)
                    }
                }
            }
        }
        #expect(try await history.tokens() == report.tokens)
        try await history.close()
    }

    @Test(arguments: HistoryDatabase.Durability.allCases)
    func `a change leaves commits as durable as they were`(
        durability: HistoryDatabase.Durability
    ) async throws {
        let directory = try StateDirectory()
        let history = try directory.open(durability: durability)
        try await history.give(Self.token("alice", 1)) { _ in }
        let present = try await history.pool.writeWithoutTransaction { try $0.durability() }
        #expect(present == durability)
        try await history.close()
    }
}
