// What the gateway says to a client on its own terminal: every sentence once. A notice is one line,
// ASCII, between CR LF on either side, so that it stands by itself in the middle of a device's
// output. To add one: a case and its sentence.

import GatewayAPI
import LeaseCore

/// One line from the gateway to a client.
enum Notice {
    /// The client is in line behind a holder.
    case inLine(device: String, Hold, Place)
    /// The client is in line, and nobody holds.
    case inLineUnheld(device: String, DeviceState, Place)
    case granted(device: String, LeaseNumber)
    /// The holder's link does not open yet.
    case trial(device: String, LinkFailure, why: String? = nil, left: Duration)
    case passedOver(device: String)
    /// The holder's time is coming to its end; `next`: who gets the lease then.
    case limit(device: String, EndReason, left: Duration, next: String?)
    /// The holder has to give way to a higher priority, or after all not.
    case givesWay(device: String, to: String, left: Duration)
    case staysYours(device: String)
    /// So the one in line hears of it.
    case isYoursSoon(device: String, from: String, left: Duration)
    case ended(device: String, EndReason, why: String? = nil)
    case turnedAway(device: String, EndReason)
    /// The holder stays, and is the last one for now.
    case draining(device: String)
    case resumed(device: String)
    case kicked(device: String, Dismissal)
    case said(device: String, by: String, String)
    case tooManyFromAddress(device: String, host: String, clientsMax: Int)
    case down(device: String)
    /// The time to reach the device is over, and it was not asked for its link.
    case notAsked(device: String, why: String)
    /// A command at the beginning of the lease; `key`: which, as the configuration names it.
    case commandFailed(device: String, key: String, why: String)
    /// An answer to a telnet client that asks whether anybody is there (RFC 854, page 13).
    case areYouThere(device: String, Standing)
    /// The holder asked for a break.
    case knowsNoBreak(device: String)
    /// An answer to `~?`.
    case escapes(device: String, character: UInt8)
    /// An answer to `~w`: who has the lease, and who waits, in order, as far as they are named;
    /// `unnamedCount` more are in line.
    case who(device: String, Hold?, waiters: [String], unnamedCount: Int)
    /// Before the client is in.
    case atTheDoor(device: String, DoorSentence)
    /// The client only reads; nil: nobody has the lease.
    case observing(device: String, Hold?)
    case observedGrant(device: String, holder: String, LeaseNumber)
    case skipped(device: String, byteCount: Int)

    /// What a client is to its device.
    enum Standing {
        case holder(LeaseNumber)
        case waiter(Place)
        case next
        case observer
        case atTheDoor

        fileprivate var words: String {
            switch self {
            case .holder(let lease): "It is yours (lease \(lease.number))."
            case .waiter(let place): Notice.words(place)
            case .next: "You are next."
            case .observer: "You observe it."
            case .atTheDoor: "You are not in yet."
            }
        }
    }

    /// Who has the lease, for how long, and how long idle.
    struct Hold {
        var holder: String
        var held: Duration
        var idle: Duration

        fileprivate var words: String {
            "held by \(holder) for \(Notice.words(held)), idle \(Notice.words(idle))."
        }
    }

    var line: String {
        let printable = sentence.unicodeScalars.filter { (0x20...0x7E).contains($0.value) }
        return "\r\n[hotseat] \(String(String.UnicodeScalarView(printable)))\r\n"
    }

    private var sentence: String {
        switch self {
        case .inLine(let device, let hold, let place):
            "\(device) is \(hold.words) \(Self.words(place))"
        case .inLineUnheld(let device, .down, let place):
            "\(device) cannot be reached. \(Self.words(place))"
        case .inLineUnheld(let device, _, let place):
            "\(device) is being handed over. \(Self.words(place))"
        case .granted(let device, let lease): "\(device) is yours (lease \(lease.number))."
        case .trial(let device, let failure, let why, let left):
            (why.map { "\(device): \($0);" }
                ?? "\(device) \(failure == .refused ? "refuses connections" : "does not answer");")
                + " trying for \(Self.secondsUp(left)) s more"
        case .passedOver(let device):
            "\(device): your end did not answer in time, and the lease went to the next."
                + " You keep your place in line."
        case .limit(let device, let reason, let left, let next):
            "\(device): \(reason == .idleTimeout ? "you type nothing; your" : "your") time is up"
                + " in \(Self.secondsUp(left)) s"
                + (next.map { "; then it goes to \($0)." } ?? ".")
        case .givesWay(let device, let next, let left):
            "\(device) goes to \(next), who comes first here, in \(Self.secondsUp(left)) s."
        case .staysYours(let device): "\(device) stays yours."
        case .isYoursSoon(let device, let holder, let left):
            "\(device): \(holder) gives way to you in \(Self.secondsUp(left)) s."
        case .ended(let device, let reason, let why):
            "\(device): \(reason.words)\(why.map { " (\($0))" } ?? "")."
        case .turnedAway(let device, let reason): "\(device): \(reason.words)."
        case .draining(let device): "\(device) goes out of service when you leave."
        case .resumed(let device): "\(device) stays in service."
        case .kicked(let device, let order):
            "\(device): \(order.actor ?? "an operator") ended your session"
                + (order.because.map { ": \($0)" } ?? "")
                + (order.because?.hasSuffix(".") == true ? "" : ".")
        case .said(let device, let actor, let line): "\(device): \(actor) says: \(line)"
        case .tooManyFromAddress(let device, let host, let clientsMax):
            "\(device): \(host) has \(clientsMax) connections here already; close one first."
        case .observing(let device, let hold):
            "You observe \(device), " + (hold?.words ?? "which nobody has.")
        case .observedGrant(let device, let holder, let lease):
            "\(device) is \(holder)'s now (lease \(lease.number))."
        case .skipped(let device, let byteCount): "\(device): \(byteCount) bytes skipped"
        case .down(let device):
            "\(device) cannot be reached; it is tried again once a second while you wait."
        case .notAsked(let device, let why): "\(device): \(why)."
        case .commandFailed(let device, let key, let why): "\(device): \(key) failed: \(why)."
        case .areYouThere(let device, let standing): "\(device): yes. \(standing.words)"
        case .knowsNoBreak(let device): "\(device) is not on a line that knows a break."
        case .escapes(let device, let character):
            Self.escapeWords(device, Character(UnicodeScalar(character)))
        case .who(let device, let hold, let waiters, let unnamedCount):
            "\(device) is \(hold?.words ?? "nobody's.") "
                + (waiters.isEmpty ? "Nobody is in line." : "In line: ")
                + waiters.enumerated().map { "\($0 + 1). \($1)" }.joined(separator: ", ")
                + (unnamedCount > 0 ? ", and \(unnamedCount) more" : "")
        case .atTheDoor(let device, let sentence): "\(device): \(sentence.words)"
        }
    }

    private static func escapeWords(_ device: String, _ mark: Character) -> String {
        "at the beginning of a line: \(mark). leaves \(device), \(mark)w tells who has it and who"
            + " waits, \(mark)? says this, \(mark)\(mark) is one \(mark)"
    }

    /// In whole seconds: nobody in line counts less.
    private static func words(_ length: Duration) -> String {
        Duration.seconds(length.components.seconds).text
    }

    /// A moment less than 40 s is 40 s.
    private static func secondsUp(_ length: Duration) -> Int64 {
        (length.wholeMilliseconds + 999) / 1_000
    }

    fileprivate static func words(_ place: Place) -> String {
        "You are \(place.position) of \(place.length) in line."
    }
}
