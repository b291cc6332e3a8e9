// The keys under `gateway` and under `history`, those to come last. How a key is enforced is told
// in `SettingKeys`.

extension SettingKeys {
    static let gateway: [SettingKey<GatewaySettings>] = [
        .enforced(
            "name",
            \.name,
            .line(characters: 1...253),
            default: .described("the host's name"),
            "What the gateway calls itself in its answers."
        ),
        .enforced(
            "state_dir",
            \.stateDirectory,
            .absolutePath(bytesMax: 4000),
            default: .described(
                """
                for root `/var/lib/hotseat`; else `$XDG_STATE_HOME/hotseat`, or \
                `~/.local/state/hotseat`
                """
            ),
            "Holds `history.sqlite` and the lock that keeps a second gateway out."
        ),
        // sockaddr_un has 108 bytes for a path, the closing NUL included (unix(7)).
        .enforced(
            "control",
            \.controlSocket,
            .absolutePath(bytesMax: 107),
            default: .described(
                """
                for root `/run/hotseat/control.sock`; else \
                `$XDG_RUNTIME_DIR/hotseat/control.sock`, or `hotseat-UID/control.sock` in the \
                temporary directory
                """
            ),
            "The unix socket on which `hotseat status` and the other verbs reach the gateway."
        ),
        .enforced(
            "clients_max",
            \.clientsMax,
            .count(1...1_000_000),
            """
            Clients at once, over all devices; one more is closed. Lowered, and said, where the \
            limit of open files is too small for it.
            """
        ),
        .enforced(
            "clients_per_address_max",
            \.clientsPerAddressMax,
            .count(1...1_000_000),
            """
            Clients at once from one IP address. Whoever comes much faster than that (1000 at \
            once, or twice this number if that is more, and half as many again each second) is \
            closed without a row.
            """
        ),
        .enforced(
            "tls",
            \.tls,
            .tls,
            default: .described("absent, no TLS"),
            """
            The PEM files that encrypted listeners go by: `certificate` (with those that vouch for \
            it behind it), its `key`, and, if clients are to be asked for certificates of their \
            own, the `client_ca` that vouches for them. TLS 1.2 and later.
            """
        ),
        .enforced(
            "proxy_protocol",
            \.proxyProtocol,
            .list(of: .addressRange, mayBeEmpty: true),
            """
            Balancers. Each connection from there begins with a PROXY header, version 1 or 2, and \
            counts as the client's that it names; one without it within 5s is refused. From \
            everywhere else such bytes are the client's own.
            """
        ),
        .planned("http", "API, dashboard and metrics over TCP."),
        .planned("http_anonymous", "What a caller without a token may do there."),
    ]

    static let history: [SettingKey<HistorySettings>] = [
        .enforced(
            "durability",
            \.durability,
            .choice(),
            "`normal`: the record survives `kill -9`. `full`: it survives a power cut too."
        ),
        .enforced(
            "journal_max",
            \.journalMax,
            .count(1...10_000_000),
            """
            Rows that wait in memory while the disk cannot be written. When so many wait, nobody \
            new is admitted.
            """
        ),
        .planned("retention", "How long the record is kept."),
    ]
}
