// Whether a client's connection has been taken out of its listener's backlog: the kernel answers
// handshakes by itself, and what happens before that is seen by nobody. See proc_net(5).

import Foundation

extension LineClient {
    /// Whether the program at the other end, on this host, has accepted the connection: the kernel
    /// gives a socket its inode then. IPv4.
    public var isAccepted: Bool {
        get throws {
            let port = String(UInt16(address.port), radix: 16, uppercase: true)
            let end = ":" + String(repeating: "0", count: 4 - port.count) + port
            let table = try String(contentsOfFile: "/proc/thread-self/net/tcp", encoding: .utf8)
            return table.split(separator: "\n").contains { line in
                let fields = line.split(separator: " ")
                return fields.count > 9 && fields[2].hasSuffix(end) && fields[9] != "0"
            }
        }
    }
}
