// What a client and an access server say to each other about a serial port (RFC 2217, section 3).
// Each message exists in both directions: the client asks for a setting, the server answers with
// the one that is in force, under the same number and 100. What the port then does is not decided
// here.

/// A message about the serial port.
///
/// Where a setting may be nil: from a client it asks for the present one, and is answered with
/// that. What a client asks for that does not exist reads as nil too, so that it learns what is in
/// force.
public enum ComPortMessage: Equatable, Sendable {
    /// Who the other end is, in words of no particular form; nil asks.
    case signature(String?)
    /// In bit/s, from 1.
    case baudRate(UInt32?)
    /// The bits of a character, 5 to 8.
    case dataSize(UInt8?)
    case parity(ComPortParity?)
    case stopSize(ComPortStopSize?)
    /// From a client, what is wanted or asked for; from a server, what is in force.
    case control(ComPortControl)
    /// From a server, what has happened on the line; a client that sends it asks for it.
    case lineState(ComPortLineState)
    /// From a server, the signals of the modem; a client that sends it asks for them (pyserial with
    /// `poll_modem` does, RFC 2217 does not say so).
    case modemState(ComPortModemState)
    /// The other end is to send nothing more until `resume`.
    case suspend
    case resume
    /// Of which events of the line the client wants to be told; at first of none.
    case lineStateMask(ComPortLineState)
    /// Of which changes of the modem the client wants to be told; at first of all.
    case modemStateMask(ComPortModemState)
    /// What is still in the buffers is to be thrown away.
    case purge(ComPortPurge)
}
