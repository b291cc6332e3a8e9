// Why a session ended: the one list of reasons, with the side and the words that belong to each.
// The record, the notices, the filters of the command line and the tests all read it from here.
// To add one: a case with its comment, its side and its words below, a line in docs/CLI.md's table
// of reasons, and whoever decides it. When in a stay a session ended is `SessionPhase`.

/// Exactly one of these ends every session; there is no "unknown". The first cause wins.
public enum EndReason: String, CaseIterable, Hashable, Sendable {
    /// The client's FIN.
    case clientClosed = "client_closed"
    /// The user left by `~.`, or a WebSocket was closed in due form.
    case clientQuit = "client_quit"
    /// The client's RST.
    case clientReset = "client_reset"
    /// Keep-alive probes went unanswered, with nothing in flight.
    case clientKeepalive = "client_keepalive"
    /// Bytes in flight, or a probe of a shut window, went unanswered.
    case clientUnacked = "client_unacked"
    /// The client answers probes and reads nothing.
    case clientStalled = "client_stalled"
    case idleTimeout = "idle_timeout"
    case holdLimit = "hold_limit"
    case preempted
    case superseded
    case queueTimeout = "queue_timeout"
    case queueFull = "queue_full"
    case denied
    case protocolError = "protocol_error"
    case resourceExhausted = "resource_exhausted"
    case kicked
    case deviceDrained = "device_drained"
    /// The device's FIN.
    case deviceClosed = "device_closed"
    /// The device's RST.
    case deviceReset = "device_reset"
    /// The device no longer answers on an open link.
    case deviceLost = "device_lost"
    case deviceStalled = "device_stalled"
    /// Every try to open the link was refused, for as long as `device_ready` allows.
    case deviceRefused = "device_refused"
    /// Tries to open the link stayed without an answer, for as long as `device_ready` allows.
    case deviceUnreachable = "device_unreachable"
    case gatewayShutdown = "gateway_shutdown"
    /// Given at the next start to a session that a crash left open.
    case gatewayCrash = "gateway_crash"
    case internalError = "internal_error"
}

extension EndReason {
    /// Who brought the end about.
    public var side: EndSide {
        switch self {
        case .clientClosed, .clientQuit, .clientReset, .clientKeepalive, .clientUnacked,
            .clientStalled:
            .client
        case .idleTimeout, .holdLimit, .preempted, .superseded, .queueTimeout, .queueFull, .denied,
            .protocolError, .resourceExhausted, .gatewayShutdown, .gatewayCrash, .internalError:
            .gateway
        case .kicked, .deviceDrained:
            .operator
        case .deviceClosed, .deviceReset, .deviceLost, .deviceStalled, .deviceRefused,
            .deviceUnreachable:
            .device
        }
    }

    /// The reason in words, for a notice: a clause without a full stop.
    public var words: String {
        switch self {
        case .clientClosed: "you closed the connection"
        case .clientQuit: "you left"
        case .clientReset: "your end reset the connection"
        case .clientKeepalive, .clientUnacked: "your end no longer answers"
        case .clientStalled: "your end reads nothing"
        case .idleTimeout: "you were idle for too long"
        case .holdLimit: "your time is up"
        case .preempted: "somebody with a higher priority needs the device"
        case .superseded: "you took over from another connection"
        case .queueTimeout: "you waited for as long as this device allows; try again later"
        case .queueFull: "the line is full; try again later"
        case .denied: "you may not use this device"
        case .protocolError: "your end broke the protocol"
        case .resourceExhausted: "the gateway has no room for you now; try again later"
        case .kicked: "an operator ended your session"
        case .deviceDrained: "the device is out of service"
        case .deviceClosed: "the device closed the connection"
        case .deviceReset: "the device reset the connection"
        case .deviceLost: "the device no longer answers"
        case .deviceStalled: "the device takes nothing any more"
        case .deviceRefused: "the device refuses connections"
        case .deviceUnreachable: "the device does not answer"
        case .gatewayShutdown: "the gateway is shutting down"
        case .gatewayCrash: "the gateway stopped without a word"
        case .internalError: "the gateway made a mistake; its log says more"
        }
    }
}
