// What the gateway is told about one device, complete and checked: how to reach it, where its
// clients come in, and the rules of its lease. Endpoints have files of their own.
// To add a setting of a device: a property with its default here, a row in `SettingKeys.device`.

import LeaseCore

/// One device and the rules of its lease.
public struct DeviceSettings: Sendable, Equatable {
    /// The device's name: `[a-z][a-z0-9_.-]{0,62}`.
    public var name: String
    /// One line for people; may be empty.
    public var description = ""
    /// How the gateway reaches the device.
    public var connect: DeviceEndpoint
    /// Where the device's clients come in, in the order of the file; never empty when read from a
    /// file.
    public var listen: [ListenEndpoint]
    /// Where clients come in that may come to this device by a pool: the pools' listeners.
    public internal(set) var listenOfPools: [ListenEndpoint] = []
    /// How long a link lives, where that is said.
    public var givenLink: LinkLife?
    /// How long a client may be silent on the network before it counts as vanished; 1 s or more.
    public var deadPeer = Duration.seconds(10)
    /// How long a live client may take none of what waits for it before it loses the lease.
    public var clientStall = Duration.seconds(60)
    /// How long the device may take none of the holder's bytes that wait for it.
    public var deviceStall = Duration.seconds(30)
    /// How long a refused or unanswered link is tried again before its holder's session ends.
    public var deviceReady = Duration.seconds(45)
    /// Clients in line; 0: nobody is in line, a second client is refused.
    public var queueMax = 64
    /// How long a client may be in line.
    public var queueTimeout = Duration.seconds(8 * 3600)
    /// How long a holder may send nothing.
    public var idleMax = Duration.seconds(30 * 60)
    /// How long a session may hold.
    public var holdMax = Duration.seconds(4 * 3600)
    /// When those two count.
    public var limits = Limits.contended
    /// Whether a higher priority takes the lease from its holder.
    public var preempt = Preempt.never
    /// How long such a holder still has.
    public var preemptGrace = Duration.seconds(30)
    /// Whether a user's new session takes over that user's own one that no longer answers.
    public var reclaim = Reclaim.on
    /// How long a device may still answer a client that half-closed, while nobody waits.
    public var finLinger = Duration.seconds(1)
    /// What becomes of bytes that arrive while their client is in line.
    public var typeAhead = TypeAhead.discard
    /// Bytes to the device at the beginning of each lease.
    public var onAcquire: [UInt8] = []
    /// Bytes to the device at the end of each lease.
    public var onRelease: [UInt8] = []
    /// A program run at the beginning of each lease, and its arguments; empty: none.
    public var onAcquireCommand: [String] = []
    /// A program run at the end of each lease, and its arguments; empty: none.
    public var onReleaseCommand: [String] = []
    /// Whether a kept link's next holder sees what was said between leases.
    public var showMissed = ShowMissed.off
    /// The file that has all that the device says; nil: none.
    public var log: String?
    /// How much the gateway says to the device's clients; nil: what is usual where each came in.
    public var notices: Notices?
    /// What begins a telnet client's commands to the gateway itself, printable ASCII; nil: nothing.
    public var escape: UInt8?
    /// Who may hold the device, and who may observe it.
    public var access = Access()
    /// Who comes before whom in line.
    public var priority = Priorities()

    /// A device with every other setting at its default.
    public init(name: String, connect: DeviceEndpoint, listen: [ListenEndpoint]) {
        self.name = name
        self.connect = connect
        self.listen = listen
    }

    /// How long a link lives; where nobody says so, as is usual for what the device is.
    public var link: LinkLife {
        get { givenLink ?? connect.usualLink }
        set { givenLink = newValue }
    }

    /// How long a link lives.
    public enum LinkLife: String, Sendable, CaseIterable {
        /// A link of its own for each lease.
        case perLease = "per_lease"
        /// It is kept from one lease to the next.
        case persistent
    }

    /// What becomes of bytes that arrive while their client is in line.
    public enum TypeAhead: String, Sendable, CaseIterable {
        /// They are thrown away.
        case discard
        /// The first 4 KiB are delivered at the grant, if the client is still there.
        case hold
    }

    /// When `idle_max` and `hold_max` count.
    public enum Limits: String, Sendable, CaseIterable {
        /// While somebody waits.
        case contended
        /// Whether anybody waits or not.
        case always
    }

    /// Whom a higher priority in line takes the lease from.
    public enum Preempt: String, Sendable, CaseIterable {
        case never
        /// A holder that has sent nothing for 60 s.
        case idle
        case always
    }

    /// Whether a user's own session that no longer answers is taken over.
    public enum Reclaim: String, Sendable, CaseIterable {
        case on
        case off
    }

    /// Whether the next holder sees what was said between leases.
    public enum ShowMissed: String, Sendable, CaseIterable {
        case on
        case off
    }

    /// How much the gateway says to the device's clients.
    public enum Notices: String, Sendable, CaseIterable {
        /// Everything, each change of the place in line included.
        case on
        /// In line, grant and end; nothing between.
        case edges
        /// Not one byte.
        case off
    }
}
