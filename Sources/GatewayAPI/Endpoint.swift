// The paths of the gateway's HTTP API, each once: the server reads requests by it and the client
// writes them by it. To add one: a case, its path in both directions, whether it is an order, its
// answer in GatewayHTTP and its section in docs/HTTP_API.md.

/// A resource of the API.
public enum Endpoint: Hashable, Sendable {
    case devices
    case device(String)
    case kickHolder(ofDevice: String)
    case drain(String)
    case resume(String)
    case say(atDevice: String)
    case sendBreak(toDevice: String)
    case sessions
    case session(Int64)
    case kickSession(Int64)
    case tokens
    case giveToken(toUser: String)
    case revokeTokens(ofUser: String)
    case live
    case ready

    /// The path with its parameters filled in.
    public var path: String {
        switch self {
        case .devices: "/v1/devices"
        case .device(let name): "/v1/devices/\(PercentEncoding.encode(name))"
        case .kickHolder(let name): "/v1/devices/\(PercentEncoding.encode(name))/kick"
        case .drain(let name): "/v1/devices/\(PercentEncoding.encode(name))/drain"
        case .resume(let name): "/v1/devices/\(PercentEncoding.encode(name))/resume"
        case .say(let name): "/v1/devices/\(PercentEncoding.encode(name))/say"
        case .sendBreak(let name): "/v1/devices/\(PercentEncoding.encode(name))/break"
        case .sessions: "/v1/sessions"
        case .session(let id): "/v1/sessions/\(id)"
        case .kickSession(let id): "/v1/sessions/\(id)/kick"
        case .tokens: "/v1/tokens"
        case .giveToken(let user): "/v1/tokens/\(PercentEncoding.encode(user))"
        case .revokeTokens(let user): "/v1/tokens/\(PercentEncoding.encode(user))/revoke"
        case .live: "/livez"
        case .ready: "/readyz"
        }
    }

    /// Whether it changes something: an order, by POST. All else is asked, by GET.
    public var isOrder: Bool {
        switch self {
        case .kickHolder, .kickSession, .drain, .resume, .say, .sendBreak, .giveToken,
            .revokeTokens:
            true
        case .devices, .device, .sessions, .session, .tokens, .live, .ready: false
        }
    }

    /// The resource at a path, without query; nil where there is none.
    public init?(path: String) {
        let segments = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            .map { PercentEncoding.decode($0) }
        switch segments {
        case ["v1", "devices"]: self = .devices
        case ["v1", "sessions"]: self = .sessions
        case ["v1", "tokens"]: self = .tokens
        case ["livez"]: self = .live
        case ["readyz"]: self = .ready
        default:
            guard (3...4).contains(segments.count), segments[0] == "v1", let name = segments[2],
                !name.isEmpty
            else { return nil }
            let order = segments.dropFirst(3).first
            switch (segments[1], order) {
            case ("devices", nil): self = .device(name)
            case ("devices", "kick"): self = .kickHolder(ofDevice: name)
            case ("tokens", nil): self = .giveToken(toUser: name)
            case ("tokens", "revoke"): self = .revokeTokens(ofUser: name)
            case ("devices", "drain"): self = .drain(name)
            case ("devices", "resume"): self = .resume(name)
            case ("devices", "say"): self = .say(atDevice: name)
            case ("devices", "break"): self = .sendBreak(toDevice: name)
            case ("sessions", nil):
                guard let id = Int64(name) else { return nil }
                self = .session(id)
            case ("sessions", "kick"):
                guard let id = Int64(name) else { return nil }
                self = .kickSession(id)
            default: return nil
            }
        }
    }
}
