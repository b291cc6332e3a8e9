// What the gateway is told about one user: how the user is known, and in which groups. What a user
// may do is each device's to say, in its `access` and `priority`.
// To add a setting of a user: a property with its default here, a row in `SettingKeys.user`.

import LeaseCore

/// One user.
public struct UserSettings: Sendable, Equatable {
    /// See `UserName.isValid`.
    public var name: String
    /// The hash of a token that proves it; users may have other tokens, given out at run time.
    public var tokenHash: TokenHash?
    /// The groups that the user is in.
    public var groups: [String] = []
    /// The subject of the certificate that proves it; empty: none does.
    public var certificate = ""

    /// A user with every other setting at its default.
    public init(name: String) {
        self.name = name
    }
}
