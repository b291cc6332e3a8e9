// Why nobody answered, in words. What the libraries throw is only looked into here; a failure that
// they come to throw anew is a case of the switch.

import AsyncHTTPClient
import Glibc
import NIOCore
import NIOPosix

enum ConnectionFailure {
    /// Whether the connection itself could not be made, so that another address may be tried.
    static func isNobodyThere(_ error: any Error) -> Bool {
        error is IOError || error is NIOConnectionError
            || (error as? HTTPClientError) == .connectTimeout
    }

    /// A clause: `Connection refused`, `no answer in time`.
    static func words(for error: any Error) -> String {
        switch error {
        case let error as IOError:
            return String(cString: strerror(error.errnoCode))
        case let error as NIOConnectionError:
            if let failure = error.connectionErrors.first { return words(for: failure.error) }
            return "no such host"
        case let error as HTTPClientError:
            let isLate = [.connectTimeout, .deadlineExceeded, .readTimeout].contains(error)
            return isLate ? "no answer in time" : error.shortDescription
        case let error as ChannelError:
            if case .connectTimeout = error { return "no answer in time" }
            return "\(error)"
        default:
            return "\(error)"
        }
    }
}
