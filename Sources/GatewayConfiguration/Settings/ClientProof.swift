// How a listener's clients show who they are: the `?auth=` of its URL. What is asked of them, and
// for how long, is the gateway's.
// To add one: a case here; the compiler leads to what the gateway makes of it.

/// How a client shows who it is; the raw value is the word of the URL.
public enum ClientProof: String, Sendable, CaseIterable {
    /// It does not: it is nobody in particular.
    case none
    /// It says a name, which is believed.
    case name
    /// It says a user's token.
    case token
    /// It shows a user's certificate, within TLS.
    case certificate
}
