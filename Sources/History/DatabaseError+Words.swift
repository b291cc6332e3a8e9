// What SQLite reports, in words for people: what is wrong, and what to do about it. The same words
// serve a start that fails, a reader that fails, and the sentence in `readyz`. To add one: its
// result code (https://www.sqlite.org/rescode.html) in both lists.

import GRDB
import GatewayAPI
import Glibc

extension DatabaseError {
    /// What is wrong: a clause without a full stop, which follows "FILE cannot be used:".
    var cause: String {
        switch resultCode {
        case .SQLITE_FULL: "the disk is full"
        case .SQLITE_BUSY, .SQLITE_LOCKED: "another program has locked it"
        case .SQLITE_NOTADB: "it is not a database"
        case .SQLITE_CORRUPT: "it is damaged"
        case .SQLITE_READONLY: "it may not be written by \(Self.user)"
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: "it cannot be opened by \(Self.user)"
        case .SQLITE_INTERRUPT, .SQLITE_MISUSE: "the gateway is stopping"
        case .SQLITE_IOERR: "the disk reports an error (SQLite's \(extendedResultCode))"
        default: message ?? "SQLite's \(extendedResultCode)"
        }
    }

    /// What to do next; a sentence.
    var remedy: String {
        switch resultCode {
        case .SQLITE_FULL: "Make room on its file system."
        case .SQLITE_BUSY, .SQLITE_LOCKED: "Find that program with fuser, and end it."
        case .SQLITE_NOTADB:
            "Move it out of the way; a new history is begun at the next start."
        case .SQLITE_CORRUPT:
            "Restore a backup, or save what is left with `sqlite3 FILE .recover`."
        case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            "The file, its -wal and -shm, and their directory must exist and be writable."
        case .SQLITE_INTERRUPT, .SQLITE_MISUSE: "Ask again when it has started."
        case .SQLITE_IOERR: Self.diskRemedy
        default: "See https://www.sqlite.org/rescode.html for \(extendedResultCode.rawValue)."
        }
    }

    /// What to do about a disk that fails, or does not answer.
    static let diskRemedy = "Look for errors of the disk in the kernel's log."

    private static var user: String {
        let uid = geteuid()
        guard let entry = getpwuid(uid) else { return "uid \(uid)" }
        return "\(String(cString: entry.pointee.pw_name)) (uid \(uid))"
    }
}

extension Problem {
    /// The problem that `error` is for whoever needs the database at `path`.
    init(_ error: any Error, at path: String) {
        switch error {
        case let problem as Problem: self = problem
        case let error as DatabaseError:
            self.init(
                .databaseUnusable,
                "\(path) cannot be used: \(error.cause).",
                hint: error.remedy
            )
        default: self.init(.databaseUnusable, "\(path) cannot be used: \(error).")
        }
    }
}
