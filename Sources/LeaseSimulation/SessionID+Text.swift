// How a session is spoken of in a transcript and in what the auditor says. Its number alone would
// read like any other.

import LeaseCore

extension SessionID {
    var text: String { "session \(number)" }
}

extension SessionID? {
    var text: String { map(\.text) ?? "nobody" }
}
