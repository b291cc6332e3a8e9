// The system's own words for an error, without NIO's around them: for the record and for people.
// What an error means for a session is `LeaseRunner+Clients`' to say.

import Glibc
import NIOCore

enum SystemWords {
    /// `Connection refused (errno 111)`; for what is no error of the system's, its description.
    static func of(_ error: any Error) -> String {
        guard let code = (error as? IOError)?.errnoCode else { return "\(error)" }
        return of(code)
    }

    static func of(_ errnoCode: Int32) -> String {
        "\(String(cString: strerror(errnoCode))) (errno \(errnoCode))"
    }
}
