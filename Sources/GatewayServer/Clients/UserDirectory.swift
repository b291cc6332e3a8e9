// Who is known, over all devices: the users of the configuration, and the tokens of both the
// configuration and the history. Asked once an arrival, from any loop, and changed while the
// gateway runs. What a user may do is each device's to say.

import Crypto
import GatewayConfiguration
import LeaseCore
import NIOConcurrencyHelpers

/// The users, and what proves them.
final class UserDirectory: Sendable {
    private struct Contents {
        var settings: [UserSettings] = []
        var groups: [String: Set<String>] = [:]
        var tokens = TokenTable()
        /// Those that were given out while the gateway ran.
        var given: [StoredToken] = []

        mutating func makeTable() {
            tokens = TokenTable()
            for user in settings {
                if let hash = user.tokenHash { tokens.add(hash, of: user.name) }
            }
            for token in given { tokens.add(token.hash, of: token.user) }
        }
    }

    private let contents = NIOLockedValueBox(Contents())

    init(_ users: [UserSettings]) {
        configure(users)
    }

    /// From now on the configuration's users are these.
    func configure(_ users: [UserSettings]) {
        contents.withLockedValue { contents in
            contents.settings = users
            contents.groups = Dictionary(
                uniqueKeysWithValues: users.map { ($0.name, Set($0.groups)) }
            )
            contents.makeTable()
        }
    }

    /// From now on the tokens that were given out are these.
    func setGiven(_ tokens: [StoredToken]) {
        contents.withLockedValue { contents in
            contents.given = tokens
            contents.makeTable()
        }
    }

    /// The users whose token stands in the configuration.
    var usersWithConfiguredToken: [String] {
        contents.withLockedValue { $0.settings.filter { $0.tokenHash != nil }.map(\.name) }
    }

    /// The user whose token this is; nil where it is nobody's. The table is copied, and searched
    /// without the lock: nobody waits for a search.
    func user(ofToken token: [UInt8]) -> String? {
        guard !token.isEmpty else { return nil }
        let table = contents.withLockedValue(\.tokens)
        return table.user(of: TokenHash(digest: SHA256.hash(data: token)))
    }

    /// The user whose certificate has this subject; nil where nobody's has.
    func user(ofCertificate subject: String) -> String? {
        guard !subject.isEmpty else { return nil }
        return contents.withLockedValue { contents in
            contents.settings.first { $0.certificate == subject }?.name
        }
    }

    /// What the rules of access and priority ask of somebody.
    func identity(of user: String?, at host: String) -> Identity {
        let groups = user.flatMap { user in contents.withLockedValue { $0.groups[user] } }
        return Identity(user: user, groups: groups ?? [], address: IPAddress(text: host))
    }
}
