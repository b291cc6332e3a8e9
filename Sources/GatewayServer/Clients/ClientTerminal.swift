// What a client's end has told of its terminal, for programs on a PTY and for the record. Where it
// comes from is the protocol's: a telnet client tells both, others nothing.

import Telnet

/// A client's terminal, as far as it is known.
struct ClientTerminal {
    /// Its type, as the client writes it: `XTERM-256COLOR`.
    var type: String?
    var window: WindowSize?

    /// For `client_context`.
    var context: [String: String] {
        var context: [String: String] = [:]
        context["terminal"] = type
        context["window"] = window.map { "\($0.columns)x\($0.rows)" }
        return context
    }
}
