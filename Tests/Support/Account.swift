// The users of the machine that a test acts as: its own, and strangers, as whom root can start a
// program (setpriv(1)). Which groups there are, a gateway can be made to see otherwise: in a mount
// namespace of its own.

import Foundation
import Glibc

/// A user of the machine.
public struct Account: Sendable {
    /// What a program is started with, to run as this user.
    public let prefix: [String]

    /// The user that runs the tests.
    public static let own = Account(prefix: [])

    /// A user who is nobody in particular, in one group besides its own if that is given.
    public static func stranger(inGroup group: UInt32? = nil) -> Account {
        let groups = group.map { ["--groups", "\($0)"] } ?? ["--clear-groups"]
        return Account(prefix: ["setpriv", "--reuid", "54321", "--regid", "54321"] + groups)
    }

    /// The name of the user that runs the tests.
    public static var ownName: String {
        get throws {
            try Program.run(["id", "-un"]).output.trimmingCharacters(in: .newlines)
        }
    }

    /// What a gateway is started with, to see a group `hotseat` with this number.
    public static func seeingGroup(_ number: UInt32, listedIn file: String) throws -> [String] {
        let groups = try String(contentsOfFile: "/etc/group", encoding: .utf8)
        try (groups + "hotseat:x:\(number):\n").write(
            toFile: file,
            atomically: true,
            encoding: .utf8
        )
        let script = #"mount --bind "$0" /etc/group && exec "$@""#
        return ["unshare", "--mount", "sh", "-c", script, file]
    }
}

extension Capability {
    /// Programs as another user, and a file of groups that only they see.
    public static let strangers = Capability("programs as another user") {
        let prefix = Account.stranger().prefix + [try Program.hotseat]
        let finished = try Program.run(prefix + ["--version"])
        guard finished.status == .exited(0) else { throw Unexpected(description: "\(finished)") }
        let mounted = try Program.run(["unshare", "--mount", "true"])
        guard mounted.status == .exited(0) else { throw Unexpected(description: "\(mounted)") }
    }
}
