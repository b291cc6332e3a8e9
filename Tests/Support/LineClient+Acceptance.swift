// Whether a client's connection has been taken out of its listener's backlog: the kernel answers
// handshakes by itself, and what happens before that is seen by nobody.

extension LineClient {
    /// Whether the program at the other end, on this host, has accepted the connection: the kernel
    /// gives a socket its inode then. IPv4.
    public var isAccepted: Bool {
        TCPTable.contains(port: address.port) {
            $0.remotePort == address.port && $0.inode != "0"
        }
    }
}
