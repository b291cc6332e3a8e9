// The keys of a user, and of `access`, which says who of them may come in. How a key is enforced is
// told in `SettingKeys`.

import LeaseCore

extension SettingKeys {
    static let user: [SettingKey<UserSettings>] = [
        .enforced(
            "token_hash",
            \.tokenHash,
            .tokenHash,
            default: .described("no token but those of `hotseat token`"),
            """
            The SHA-256 of the user's token, as `printf %s TOKEN | sha256sum` prints it. The token \
            itself stands nowhere.
            """
        ),
        .enforced(
            "groups",
            \.groups,
            .list(of: .groupName, mayBeEmpty: true),
            "The groups that the user is in; rules name them with an `@`."
        ),
        .enforced(
            "certificate",
            \.certificate,
            .line(characters: 1...500),
            default: .described("none"),
            "The subject of the client certificate that proves the user, as in `CN=alice`."
        ),
    ]

    static let access: [SettingKey<Access>] = [
        .enforced(
            "hold",
            \.hold,
            .list(of: .accessEntry, mayBeEmpty: true),
            "Who may hold the device, and wait for it."
        ),
        .enforced(
            "observe",
            \.observe,
            .list(of: .accessEntry, mayBeEmpty: true),
            "Who may read what it says."
        ),
        .enforced(
            "deny",
            \.deny,
            .list(of: .accessEntry, mayBeEmpty: true),
            "Who may do neither, whatever the other lists say."
        ),
    ]
}
