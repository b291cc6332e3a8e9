// Where a gateway is: what `--gateway` and HOTSEAT_GATEWAY take, and where one is looked for when
// neither is given. Asking it is `RemoteGateway`'s.

import GatewayAPI
import Glibc

/// A gateway's address.
public enum GatewayAddress: Hashable, Sendable {
    /// The control socket at an absolute path.
    case socket(path: String)
    /// `http://…` or `https://…`, without a slash at its end.
    case url(String)

    /// Reads `unix:///path`, `http://…` or `https://…`. Throws a `Problem` (`usage`).
    public init(text: String) throws(Problem) {
        let scheme = text.prefix { $0 != ":" }.lowercased()
        let rest = text.dropFirst(scheme.utf8.count)
        let authority = rest.dropFirst(3)
        guard rest.hasPrefix("://"), !authority.isEmpty else { throw Self.wrong(text) }
        switch scheme {
        case "unix":
            guard authority.hasPrefix("/"), authority.utf8.count <= Self.pathBytesMax else {
                throw Self.wrong(text)
            }
            self = .socket(path: String(authority))
        case "http", "https":
            guard !authority.hasPrefix("/"), authority.allSatisfy({ $0.isASCII && $0 > " " }) else {
                throw Self.wrong(text)
            }
            let end = authority.lastIndex { $0 != "/" } ?? authority.startIndex
            self = .url("\(scheme)://\(authority[...end])")
        default: throw Self.wrong(text)
        }
    }

    /// Where a local gateway may be, the likeliest first: the user's own control socket, then the
    /// machine's.
    ///
    /// - Parameters:
    ///   - userID: whose own; for root that is the machine's.
    ///   - environment: `XDG_RUNTIME_DIR` and `TMPDIR` are looked at.
    public static func local(userID: UInt32, environment: [String: String]) -> [GatewayAddress] {
        let machine = GatewayAddress.socket(path: "/run/hotseat/control.sock")
        guard userID != 0 else { return [machine] }
        func directory(_ name: String) -> String? {
            environment[name].flatMap { $0.hasPrefix("/") ? $0 : nil }
        }
        let own: String
        if let runtime = directory("XDG_RUNTIME_DIR") {
            own = "\(runtime)/hotseat"
        } else {
            own = "\(directory("TMPDIR") ?? "/tmp")/hotseat-\(userID)"
        }
        // In a temporary directory anybody can take the name; a stranger's gateway is not asked.
        let isStrangers = Self.owner(of: own).map { $0 != userID && $0 != 0 } ?? false
        return isStrangers ? [machine] : [.socket(path: "\(own)/control.sock"), machine]
    }

    /// As a person would write it.
    public var text: String {
        switch self {
        case .socket(let path): path
        case .url(let url): url
        }
    }

    /// What every request's URL begins with.
    var base: String {
        switch self {
        case .socket(let path): "http+unix://\(PercentEncoding.encode(path))"
        case .url(let url): url
        }
    }

    /// `sun_path` without its final zero (unix(7)).
    private static let pathBytesMax = 107

    private static func owner(of path: String) -> UInt32? {
        var status = stat()
        return lstat(path, &status) == 0 ? status.st_uid : nil
    }

    private static func wrong(_ text: String) -> Problem {
        Problem(
            .usage,
            "'\(text)' is not a gateway's address.",
            hint: "Write unix:///run/hotseat/control.sock, http://host:port or https://host:port."
        )
    }
}
