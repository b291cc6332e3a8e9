// How far SQLite goes for the disk at a commit: for all commits, and for one that has to survive a
// power cut in any case (https://www.sqlite.org/pragma.html#pragma_synchronous).

import GRDB

extension Database {
    /// Sets it for all commits from now on. GRDB sets NORMAL when it opens a pool, so this is done
    /// afterwards, and checked.
    func setDurability(_ durability: HistoryDatabase.Durability) throws {
        let (word, level) =
            switch durability {
            case .normal: ("NORMAL", 1)
            case .full: ("FULL", 2)
            }
        try execute(sql: "PRAGMA synchronous = \(word)")
        let present = try Int.fetchOne(self, sql: "PRAGMA synchronous")
        guard present == level else {
            throw DatabaseError(message: "synchronous is \(present ?? -1), not \(word)")
        }
    }

    /// How far it goes now.
    func durability() throws -> HistoryDatabase.Durability {
        try Int.fetchOne(self, sql: "PRAGMA synchronous") == 1 ? .normal : .full
    }

    /// One transaction that survives a power cut, and all before it, whatever `durability` says for
    /// the others.
    func commitDurably<Value>(
        thenBackTo durability: HistoryDatabase.Durability,
        _ changes: () throws -> Value
    ) throws -> Value {
        try setDurability(.full)
        defer { try? setDurability(durability) }
        var value: Value?
        try inTransaction(.immediate) {
            value = try changes()
            return .commit
        }
        return value!
    }
}
