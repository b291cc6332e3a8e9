// Why a client's connection has failed: from what TCP said last, and not from an errno alone,
// because the same dead host is reported as several. The same for who waits in front of a session,
// waits in line, or holds. How TCP's words are judged is `TCPReading`'s.

import Glibc
import LeaseCore
import NIOCore

extension EndReason {
    /// Of a client that has not closed its side before. `reading`: what TCP said of the connection;
    /// nil where it cannot be asked any more. Asked only where the client fell silent.
    init(failure error: any Error, reading: @autoclosure () -> TCPReading?) {
        self =
            switch (error as? IOError)?.errnoCode {
            case ETIMEDOUT, EHOSTUNREACH, ENETUNREACH, EHOSTDOWN, ENETDOWN:
                reading()?.silenceReason ?? .clientKeepalive
            default: .clientReset
            }
    }
}
