// What operators order about tokens. They are kept by a `TokenStore`, as hashes; who is known by
// one is `UserDirectory`'s, which hears of every change before the operator does.

import Crypto
import FoundationEssentials
import GatewayAPI
import LeaseCore
import Logging

extension Gateway {
    /// What tokens begin with, so that people and scanners of secrets know one when they see it.
    private static let tokenScheme = "hst_"

    public func giveToken(to user: String, by actor: String) async throws -> GivenToken {
        guard UserName.isValid(user) else {
            throw Problem(
                .badRequest,
                "'\(user)' is no name of a user.",
                hint: "A name is \(UserName.rule)."
            )
        }
        let token = Self.tokenScheme + Self.secret()
        let givenAt = EpochClock.milliseconds
        let stored = StoredToken(
            user: user,
            hash: TokenHash(digest: SHA256.hash(data: Array(token.utf8))),
            givenAt: givenAt,
            givenBy: actor
        )
        try await tokens.give(stored) { [entrance] in entrance.users.setGiven($0) }
        log.notice("token given", metadata: ["user": "\(user)", "operator": "\(actor)"])
        return GivenToken(user: user, token: token, givenAt: Timestamp(milliseconds: givenAt))
    }

    public func tokenList() async throws -> TokenList {
        let configured = entrance.users.usersWithConfiguredToken
            .map { TokenStatus(user: $0, givenAt: nil, givenBy: nil) }
        let given = try await tokens.tokens().map { token in
            TokenStatus(
                user: token.user,
                givenAt: Timestamp(milliseconds: token.givenAt),
                givenBy: token.givenBy
            )
        }
        return TokenList(tokens: configured + given)
    }

    public func revokeTokens(of user: String, by actor: String) async throws -> RevokedTokens {
        let count = try await tokens.revokeTokens(
            of: user,
            at: EpochClock.milliseconds,
            by: actor
        ) { [entrance] in entrance.users.setGiven($0) }
        guard count > 0 else {
            let isConfigured = entrance.users.usersWithConfiguredToken.contains(user)
            throw Problem(
                .notFound,
                "'\(user)' has no token that could be revoked.",
                hint: isConfigured
                    ? "The one that it has stands in the configuration; remove its `token_hash`."
                    : "`hotseat token list` lists who has one."
            )
        }
        log.notice("tokens revoked", metadata: ["user": "\(user)", "operator": "\(actor)"])
        return RevokedTokens(user: user, revoked: count)
    }

    /// 256 random bits of the kernel's (getrandom(2)), as base64url (RFC 4648, section 5).
    private static func secret() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return String(
            Data(bytes).base64EncodedString().compactMap { character in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            }
        )
    }
}
