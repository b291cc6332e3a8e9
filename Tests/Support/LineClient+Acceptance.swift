// Whether a client's connection has been taken out of its listener's backlog: the kernel answers
// handshakes by itself, and what happens before that is seen by nobody. See proc_net(5).

import Glibc

extension LineClient {
    /// Whether the program at the other end, on this host, has accepted the connection: the kernel
    /// gives a socket its inode then. IPv4. The table has many thousand lines while others test:
    /// only those with the client's port are looked at closely.
    public var isAccepted: Bool {
        guard let file = fopen("/proc/thread-self/net/tcp", "r") else { return false }
        defer { fclose(file) }
        let digits = String(UInt16(address.port), radix: 16, uppercase: true)
        let end = ":" + String(repeating: "0", count: 4 - digits.count) + digits
        var line = [CChar](repeating: 0, count: 512)
        while fgets(&line, Int32(line.count), file) != nil {
            guard strstr(line, end) != nil else { continue }
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
            let fields = text.split(separator: " ")
            if fields.count > 9, fields[2].hasSuffix(end), fields[9] != "0" { return true }
        }
        return false
    }
}
