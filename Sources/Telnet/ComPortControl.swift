// What SET-CONTROL can say, by RFC 2217's numbers: flow control, the break, two signals. Those that
// begin with `ask` change nothing; they are answered with what is in force.

/// One value of SET-CONTROL.
public enum ComPortControl: UInt8, CaseIterable, Sendable {
    /// Of both directions, or of the outbound one alone.
    case askFlow = 0
    case flowNone = 1
    case flowXonXoff = 2
    case flowHardware = 3
    case askBreak = 4
    case breakOn = 5
    case breakOff = 6
    case askDTR = 7
    case dtrOn = 8
    case dtrOff = 9
    case askRTS = 10
    case rtsOn = 11
    case rtsOff = 12
    case askInboundFlow = 13
    case inboundFlowNone = 14
    case inboundFlowXonXoff = 15
    case inboundFlowHardware = 16
    /// Of both directions, or of the outbound one alone.
    case flowDCD = 17
    case inboundFlowDTR = 18
    /// Of both directions, or of the outbound one alone.
    case flowDSR = 19
}
