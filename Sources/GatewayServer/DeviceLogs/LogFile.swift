// The file of one device's log: opened when something is to be written, opened anew when another
// file has its name or none has, rotated when it is large. Calls block for as long as the disk
// takes; nothing here is for an event loop.

import Glibc

/// One path and the file that is open under it.
struct LogFile {
    /// What a call of the system's ended with.
    struct Failure: Error {
        let code: Int32

        static var last: Failure { Failure(code: errno) }

        var words: String { String(cString: strerror(code)) }
    }

    private struct Identity: Equatable {
        let device: UInt
        let number: UInt
    }

    /// A file that is larger gets another name: `FILE.1`, and that one's `FILE.2`.
    static let byteCountMax: Int64 = 10 * 1_024 * 1_024
    /// How many such files are kept.
    static let oldFilesMax = 5

    /// Never waits for the other end of a FIFO, never becomes the controlling terminal.
    private static let flags =
        O_WRONLY | O_CREAT | O_APPEND | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
    private static let mode: mode_t = 0o640

    let path: String
    private var descriptor: Int32 = -1
    private var identity: Identity?

    init(path: String) {
        self.path = path
    }

    /// Tries whether it can be opened for writing, and makes it where it is missing.
    static func check(_ path: String) throws(Failure) {
        let descriptor = Glibc.open(path, flags, mode)
        guard descriptor >= 0 else { throw .last }
        Glibc.close(descriptor)
    }

    /// Opens it, unless the file of that name is open. Returns whether it was opened.
    mutating func prepare() throws(Failure) -> Bool {
        if descriptor >= 0, Self.identity(of: path) != identity { close() }
        guard descriptor < 0 else { return false }
        descriptor = Glibc.open(path, Self.flags, Self.mode)
        guard descriptor >= 0 else { throw .last }
        identity = Self.identity(of: path)
        return true
    }

    /// Whether whoever wrote it last left a line without its end.
    var isWithinLine: Bool {
        guard let status = status(), Self.isRegular(status), status.st_size > 0 else {
            return false
        }
        let reader = Glibc.open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard reader >= 0 else { return true }
        defer { Glibc.close(reader) }
        var last: UInt8 = 0
        return pread(reader, &last, 1, status.st_size - 1) != 1 || last != UInt8(ascii: "\n")
    }

    /// Writes some of it, and returns how much.
    func write(_ bytes: ArraySlice<UInt8>) throws(Failure) -> Int {
        while true {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress, $0.count)
            }
            if count > 0 { return count }
            guard errno == EINTR else { throw .last }
        }
    }

    /// How large it is; 0 for what is no file.
    var byteCount: Int64 {
        guard let status = status(), Self.isRegular(status) else { return 0 }
        return Int64(status.st_size)
    }

    /// Gives the open file and those before it their next names; the oldest one is lost.
    mutating func rotate() throws(Failure) {
        for number in stride(from: Self.oldFilesMax, through: 1, by: -1) {
            let older = number == 1 ? path : "\(path).\(number - 1)"
            guard rename(older, "\(path).\(number)") == 0 || errno == ENOENT else { throw .last }
        }
        close()
    }

    mutating func close() {
        guard descriptor >= 0 else { return }
        Glibc.close(descriptor)
        descriptor = -1
        identity = nil
    }

    private func status() -> stat? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? status : nil
    }

    private static func identity(of path: String) -> Identity? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return Identity(device: UInt(status.st_dev), number: UInt(status.st_ino))
    }

    private static func isRegular(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFREG }
}
