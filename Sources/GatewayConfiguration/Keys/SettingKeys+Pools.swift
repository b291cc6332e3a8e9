// The keys of a pool. How a key is enforced is told in `SettingKeys`; that a pool's devices exist,
// and that its ports are nobody else's, is checked by `DevicesInUse`.

extension SettingKeys {
    static let pool: [SettingKey<PoolSettings>] = [
        .enforced(
            "devices",
            \.devices,
            .list(of: .deviceName),
            default: .required(orElse: []),
            """
            The devices, in the order in which they are given away. One may be in several pools.
            """
        ),
        .enforced(
            "listen",
            \.listen,
            .list(of: .listen),
            default: .required(orElse: []),
            """
            Where the pool's clients come in, as at a device; not with `?observe=1`.
            """
        ),
    ]
}
