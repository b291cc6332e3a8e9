// One end of one telnet connection, as a value: bytes in, bytes and events out. No clock, no
// socket. What comes in is taken apart in `+Reading`, what goes out is put together in `+Writing`,
// options are in `+Negotiation`, their arguments in `+Subnegotiation`. Sources: RFC 854, 855, 856,
// 1123.

import NIOCore

/// One end of a telnet connection.
///
/// What came from the peer goes into `read` until it returns nil. What goes to the peer comes from
/// `encode`, and what the codec itself has to say from `takeOutgoing`: after each of the calls that
/// change something, that is to be written.
///
/// Bounded: of an argument no more than `argumentByteCountMax` bytes are kept, and what is answered
/// is no more than eight bytes for each byte that came in.
public struct TelnetCodec: Sendable {
    /// What is longer is passed over. The longest that means anything is a name of 40 characters.
    public static let argumentByteCountMax = 512

    let role: TelnetRole
    var options = OptionStates()

    /// Where in what came in we are: a cut can be at every byte.
    var place = Place.plain
    /// The peer's last plain byte was a CR, which has been delivered; what belongs to it is still
    /// to come.
    var hasReadCR = false
    /// The argument of the subnegotiation that is being read, its option first.
    var argument: [UInt8] = []
    var isArgumentTooLong = false
    /// What was found behind bytes that had to be delivered first.
    var heldEvent: TelnetEvent?

    /// Our last plain byte was a CR, and what has to follow it depends on what comes next.
    var hasSentCR = false
    /// What the codec itself has to say.
    var outgoing = ByteBuffer()

    /// Whether a client that asks us to echo is told that we do.
    var mayEcho = false
    var hasAskedForTerminalType = false
    var hasAskedForBinary = false
    var window: WindowSize?

    enum Place {
        case plain
        /// Behind an IAC.
        case command
        /// Behind IAC WILL, WONT, DO or DONT.
        case option(TelnetCommand)
        /// Behind IAC SB.
        case argument
        /// Behind an IAC within an argument.
        case argumentCommand
    }

    public init(as role: TelnetRole) {
        self.role = role
    }

    /// Whether an option is in force.
    public func isOn(_ option: TelnetOption, _ side: TelnetSide) -> Bool {
        options[option, side].isOn
    }

    /// We have asked whether we may send BINARY, and the answer is not there yet. A CR sent now may
    /// be read either way: as data of eight bits if the peer agrees, else with the newline rule
    /// (RFC 856, section 4, leaves it open). It is best held back until this is false; not for
    /// long, because a peer that knows no options never answers.
    public var isNegotiatingBinary: Bool { options[.binary, .ours].isTurningOn }

    /// What has to be written to the peer now; nil: nothing.
    public mutating func takeOutgoing() -> ByteBuffer? {
        guard outgoing.readableBytes > 0 else { return nil }
        defer { outgoing = ByteBuffer() }
        return outgoing
    }

    var isServer: Bool { if case .server = role { true } else { false } }
}
