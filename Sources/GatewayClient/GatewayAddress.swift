// Where a gateway is: what `--gateway` and HOTSEAT_GATEWAY take, or a control socket of this
// machine. Asking it is `RemoteGateway`'s.

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

    /// The control sockets of a local gateway at some paths, without those in a stranger's
    /// directory: in a temporary directory anybody can take a name.
    public static func local(paths: [String]) -> [GatewayAddress] {
        paths.filter { path in
            let owner = owner(
                of: String(path.prefix(upTo: path.lastIndex(of: "/") ?? path.endIndex))
            )
            return owner == nil || owner == 0 || owner == geteuid()
        }
        .map { .socket(path: $0) }
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
