// What a peer said, taken apart. What only concerns the two ends of the protocol (a refusal, a NOP)
// is no event: the codec answers or passes over it.

import NIOCore

/// A part of what came in, in its order.
public enum TelnetEvent: Equatable, Sendable {
    /// Plain bytes, at least one.
    case bytes(ByteBuffer)
    /// The Break key.
    case breakSignal
    /// The peer wants something visible in answer.
    case areYouThere
    /// The client's window, now and after each change.
    case window(WindowSize)
    /// The type of the client's terminal, as it spells it, often in capitals: RFC 1091 makes no
    /// difference. 1 to 40 printable ASCII characters.
    case terminalType(String)
    /// An option of one side has come into force, or is over.
    case option(TelnetOption, TelnetSide, isOn: Bool)
    /// What a client says about the serial port. To be answered with `TelnetCodec.answer`.
    case comPort(ComPortMessage)
}
