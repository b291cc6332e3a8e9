// A system call that the tests need for their own work, and that failed. It keeps the errno, which
// some tests are about.

import Glibc

/// The call's name and its errno.
public struct SystemCallFailure: Error, CustomStringConvertible {
    /// The call, as in its manual page.
    public let call: String
    /// Its errno.
    public let errno: Int32

    /// Takes the present `errno`.
    public init(_ call: String, errno: Int32 = Glibc.errno) {
        self.call = call
        self.errno = errno
    }

    public var description: String {
        "\(call): \(String(cString: strerror(errno)))"
    }

    /// Returns the call's result unless it is negative.
    @discardableResult
    public static func check(_ call: String, _ result: Int32) throws -> Int32 {
        guard result >= 0 else { throw SystemCallFailure(call) }
        return result
    }
}
