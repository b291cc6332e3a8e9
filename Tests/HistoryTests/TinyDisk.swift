// A file system of one mebibyte in memory, which a test can fill to the last byte. Only root can
// mount one.

import Foundation

final class TinyDisk: Sendable {
    let path: String

    /// Whether this machine lets this user mount one.
    static let isAllowed = (try? TinyDisk()) != nil

    init() throws {
        path = NSTemporaryDirectory() + "/disk-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false
        )
        guard mount("tmpfs", path, "tmpfs", 0, "size=1m") == 0 else {
            let code = errno
            rmdir(path)
            throw POSIXError(POSIXErrorCode(rawValue: code) ?? .EPERM)
        }
    }

    deinit {
        umount2(path, Int32(MNT_DETACH))
        rmdir(path)
    }

    private var filler: String { path + "/filler" }

    /// Leaves no free byte.
    func fill() {
        let descriptor = open(filler, O_CREAT | O_WRONLY | O_APPEND, 0o600)
        defer { Glibc.close(descriptor) }
        let bytes = [UInt8](repeating: 0, count: 4_096)
        while write(descriptor, bytes, bytes.count) > 0 {}
    }

    func makeRoom() {
        unlink(filler)
    }
}
