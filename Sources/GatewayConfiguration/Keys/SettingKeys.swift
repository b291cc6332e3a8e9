// The keys of the configuration file, a table for each kind of section; every list of keys in the
// reader, in its hints and in `docs/CONFIGURATION.md` comes from here. The sections' tables are in
// `SettingKeys+…`.
// To enforce a planned key: a property in its settings, `.enforced` instead of `.planned`, its line
// in the document.

/// The keys of the configuration file.
enum SettingKeys {
    /// The keys at the top of the file.
    static let file: [SettingKey<FileSections>] = [
        .enforced(
            "gateway",
            \.gateway,
            .section(of: "keys", mayBeEmpty: true),
            "The gateway itself."
        ),
        .enforced(
            "history",
            \.history,
            .section(of: "keys", mayBeEmpty: true),
            "How the record is kept."
        ),
        .enforced(
            "users",
            \.users,
            .section(of: "user names to their keys", mayBeEmpty: true),
            "Who is known by name."
        ),
        .enforced(
            "defaults",
            \.defaults,
            .section(of: "a device's keys", mayBeEmpty: true),
            "What holds for every device that does not say otherwise."
        ),
        .enforced(
            "devices",
            \.devices,
            .section(of: "device names to their keys", mayBeEmpty: false),
            default: .required(orElse: []),
            "The devices, by name."
        ),
        .enforced(
            "pools",
            \.pools,
            .section(of: "pool names to their keys", mayBeEmpty: true),
            "Devices of which whoever comes gets the first that is free, by the pool's name."
        ),
    ]

    /// Every section: where its keys stand, in the words of a sentence, and their names.
    static let sections: [(place: String, names: [String])] = [
        ("at the top of the file", file.map(\.name)),
        ("under 'gateway'", gateway.map(\.name)),
        ("under 'history'", history.map(\.name)),
        ("under a user", user.map(\.name)),
        ("under a device or 'defaults'", device.map(\.name)),
        ("under 'access'", access.map(\.name)),
        ("under a pool", pool.map(\.name)),
    ]
}
