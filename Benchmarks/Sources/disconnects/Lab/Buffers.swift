// The sizes of a client's socket buffers, where a scenario needs small or large ones. Those of the
// device are a habit of it, those of a gateway its own affair.

/// SO_RCVBUF and SO_SNDBUF; nil for the system's own.
struct Buffers: Sendable {
    var receiveBytes: Int32?
    var sendBytes: Int32?
}
