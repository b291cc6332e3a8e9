// The kernel's table of TCP connections over IPv4, in the network namespace of the thread that asks
// (proc(5)). It has many thousand lines while others test: only those with the port that is asked
// for are taken apart.

import Glibc

/// /proc/net/tcp.
enum TCPTable {
    /// One line of it.
    struct Entry {
        let localPort: UInt16?
        let remotePort: UInt16?
        /// In hexadecimal digits: 03 is SYN_RECV.
        let state: Substring
        /// Zero where no program has the socket: it is not accepted yet, or closed.
        let inode: Substring

        init?(_ fields: [Substring]) {
            guard fields.count > 9 else { return nil }
            localPort = UInt16(fields[1].suffix(4), radix: 16)
            remotePort = UInt16(fields[2].suffix(4), radix: 16)
            state = fields[3]
            inode = fields[9]
        }
    }

    /// Whether there is such an entry among those with `port` at one of their ends.
    static func contains(port: UInt16, where isWanted: (Entry) -> Bool) -> Bool {
        guard let file = fopen("/proc/thread-self/net/tcp", "r") else { return false }
        defer { fclose(file) }
        let digits = String(port, radix: 16, uppercase: true)
        let end = ":" + String(repeating: "0", count: 4 - digits.count) + digits
        var line = [CChar](repeating: 0, count: 512)
        while fgets(&line, Int32(line.count), file) != nil {
            guard strstr(line, end) != nil else { continue }
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
            if let entry = Entry(text.split(separator: " ")), isWanted(entry) { return true }
        }
        return false
    }
}
