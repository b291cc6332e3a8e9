// What the defaults depend on outside the file: who runs the program, where, with which
// directories. The only place of this module that looks at the process; all else is given a value
// of this type.

import FoundationEssentials
import Glibc

/// What the defaults depend on outside the file.
public struct Surroundings: Sendable, Equatable {
    /// The numeric user id that the program runs as; 0 is root.
    public var userID: UInt32
    /// The host's name.
    public var hostName: String
    /// The user's home directory.
    public var home: String
    /// `XDG_STATE_HOME`, if set.
    public var stateHome: String?
    /// `XDG_RUNTIME_DIR`, if set.
    public var runtimeDirectory: String?
    /// Where temporary files go.
    public var temporaryDirectory: String

    /// Surroundings as given.
    public init(
        userID: UInt32,
        hostName: String,
        home: String,
        stateHome: String? = nil,
        runtimeDirectory: String? = nil,
        temporaryDirectory: String = "/tmp"
    ) {
        self.userID = userID
        self.hostName = hostName
        self.home = home
        self.stateHome = stateHome
        self.runtimeDirectory = runtimeDirectory
        self.temporaryDirectory = temporaryDirectory
    }

    /// The surroundings of an environment. A variable that is empty or no absolute path counts as
    /// unset, as the XDG Base Directory Specification wants it.
    public init(
        userID: UInt32,
        hostName: String,
        passwordHome: String,
        environment: [String: String]
    ) {
        func directory(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        self.init(
            userID: userID,
            hostName: hostName,
            home: directory("HOME") ?? passwordHome,
            stateHome: directory("XDG_STATE_HOME"),
            runtimeDirectory: directory("XDG_RUNTIME_DIR"),
            temporaryDirectory: directory("TMPDIR") ?? "/tmp"
        )
    }

    /// The surroundings of this process.
    public static var present: Surroundings {
        Surroundings(
            userID: geteuid(),
            hostName: ProcessInfo.processInfo.hostName,
            passwordHome: getpwuid(geteuid()).map { String(cString: $0.pointee.pw_dir) } ?? "/",
            environment: ProcessInfo.processInfo.environment
        )
    }
}

extension Surroundings {
    /// The control socket of a gateway that runs as root, or as a service of the system.
    public static let systemControlSocket = "/run/hotseat/control.sock"

    /// Whether root runs the program.
    public var isRoot: Bool { userID == 0 }

    /// The state directory where the file names none.
    public var stateDirectory: String {
        isRoot ? "/var/lib/hotseat" : "\(stateHome ?? "\(home)/.local/state")/hotseat"
    }

    /// The control socket where the file names none. Its directory is the gateway's to make; in the
    /// temporary directory it must be the user's alone (mode 0700).
    public var controlSocket: String {
        guard !isRoot else { return Self.systemControlSocket }
        let directory = runtimeDirectory.map { "\($0)/hotseat" }
        return "\(directory ?? "\(temporaryDirectory)/hotseat-\(userID)")/control.sock"
    }

    /// Where a client looks for a gateway that it was not told: the user's own, then the system's.
    public var controlSocketCandidates: [String] {
        isRoot ? [controlSocket] : [controlSocket, Self.systemControlSocket]
    }
}
