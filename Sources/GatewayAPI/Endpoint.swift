// The paths of the gateway's HTTP API, each once: the server's routes and the client's requests are
// both made from here. To add one: a case, its path, and its line in docs/HTTP_API.md.

/// A resource of the API.
public enum Endpoint: Hashable, Sendable {
    case devices
    case device(String)
    case sessions
    case session(Int64)
    case live
    case ready

    /// The path with its parameters filled in; a device's name needs no escaping.
    public var path: String {
        switch self {
        case .devices: "/v1/devices"
        case .device(let name): "/v1/devices/\(name)"
        case .sessions: "/v1/sessions"
        case .session(let id): "/v1/sessions/\(id)"
        case .live: "/livez"
        case .ready: "/readyz"
        }
    }
}
