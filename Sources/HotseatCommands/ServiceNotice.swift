// What a service tells the one who started it (sd_notify(3)): one datagram to the socket that
// NOTIFY_SOCKET names, where there is one. Nothing here is needed to run without systemd.

import Glibc

/// A message to the service manager.
enum ServiceNotice: String {
    case ready = "READY=1"
    case stopping = "STOPPING=1"

    /// Sends it; without a service manager, or if it does not listen, nothing happens.
    func send() {
        guard let path = getenv("NOTIFY_SOCKET").map({ String(cString: $0) }) else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        guard bytes.count > 1, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
            return
        }
        // A leading @ stands for the abstract namespace, whose names begin with a zero byte.
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let length = MemoryLayout<sa_family_t>.size + bytes.count
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        withUnsafePointer(to: address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                _ = sendto(
                    descriptor,
                    rawValue,
                    rawValue.utf8.count,
                    Int32(MSG_NOSIGNAL),
                    pointer,
                    socklen_t(length)
                )
            }
        }
    }
}
