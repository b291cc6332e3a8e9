// The keys of a device, and so of `defaults`: first its endpoints, then the rules of its lease,
// then those to come. How a key is enforced is told in `SettingKeys`.

extension SettingKeys {
    static let device: [SettingKey<DeviceSettings>] =
        deviceEndpoints + deviceRules + deviceTerms + devicePlanned

    private static let deviceEndpoints: [SettingKey<DeviceSettings>] = [
        .enforced(
            "description",
            \.description,
            .line(characters: 0...200),
            "What people should know of the device; `hotseat status` shows it."
        ),
        .enforced(
            "connect",
            \.connect,
            .connect,
            default: .required(orElse: ["command"]),
            """
            How the gateway reaches the device. `telnet` where it, or a terminal server in front \
            of it, speaks that; a `tcp` device sees no IAC. `serial:///dev/ttyUSB0?baud=9600` is a \
            serial port, `demo:` the built-in board. IPv6: `tcp://[2001:db8::7]:23`.
            """
        ),
        .enforced(
            "command",
            \.connect,
            .command,
            default: .described("none"),
            """
            Instead of `connect`: a program on a terminal of its own is the device \
            ([below](#a-program-as-the-device)). An absolute path, or a name that is looked for in \
            PATH; no shell comes between.
            """
        ),
        .enforced(
            "listen",
            \.listen,
            .list(of: .listen),
            default: .required(orElse: []),
            """
            Where the device's clients come in. `raw` is eight-bit clean both ways, for programs; \
            `telnet` is for terminals, a character at a time; `+tls` needs `gateway.tls`. \
            `0.0.0.0` is every IPv4 address of the host, `[::]` every IPv6 address and no IPv4. \
            Port 0 is any free port; `hotseat status` shows which.
            """
        ),
        .enforced(
            "link",
            \.givenLink,
            .optional(.choice()),
            default: .described("`persistent` for a serial port, `per_lease` for all others"),
            """
            `per_lease`: each lease has a connection to the device of its own. `persistent`: one \
            connection is kept from lease to lease; after each, what the device still says is \
            thrown away until 200ms of quiet, for 1s at most. A persistent serial port is open \
            from the gateway's start on; other devices are connected to when somebody first \
            wants them.
            """
        ),
    ]

    private static let deviceRules: [SettingKey<DeviceSettings>] = [
        .enforced(
            "dead_peer",
            \.deadPeer,
            .duration(.seconds(1) ... .seconds(8 * 3600)),
            """
            A client that vanished without a word is found within this and 1s more (below `3s`, \
            idle: 2s more). A network gone for less than half of it costs nobody the lease.
            """
        ),
        .enforced(
            "client_stall",
            \.clientStall,
            .duration(.seconds(1) ... .seconds(24 * 3600)),
            """
            How long a holder that is there may take nothing of what waits for it, as a terminal \
            on Ctrl-S does. Its system says what it reads only once there is much room again: who \
            reads less than that in this time has taken nothing. As long, too, one whose session \
            has ended may take none of what is still for it.
            """
        ),
        .enforced(
            "device_stall",
            \.deviceStall,
            .duration(.seconds(1) ... .seconds(24 * 3600)),
            """
            How long a device that is there may take none of the holder's bytes that wait for it. \
            A slow one takes some.
            """
        ),
        .enforced(
            "device_ready",
            \.deviceReady,
            .duration(.milliseconds(100) ... .seconds(24 * 3600)),
            """
            How long a device that refuses or does not answer is tried again, while its client \
            holds the lease.
            """
        ),
        .enforced(
            "queue_max",
            \.queueMax,
            .count(0...1_000_000),
            """
            Clients in line. `0`: nobody is in line, a second client is refused. Who comes first \
            while the device is connecting or being released is next, and is not counted.
            """
        ),
        .enforced(
            "queue_timeout",
            \.queueTimeout,
            .duration(.milliseconds(100) ... .seconds(365 * 86_400)),
            "How long a client may be in line."
        ),
        .enforced(
            "fin_linger",
            \.finLinger,
            .duration(.zero ... .seconds(3600)),
            """
            How long the device may still answer a client that has ended its sending and still \
            reads, as `printf … | nc -N` does: counted from the client's last byte to the device, \
            over at 200ms of quiet after an answer, and only while nobody waits. A device that had \
            been quiet has answered with what it says beyond an echo; another, which may still be \
            greeting, when its prompt has come again, once for each line; in doubt it has not. \
            While the client's own pause holds the device back, that time stands still. What keeps \
            coming has so much longer as a port of 9600 baud takes for what the client sent. `0s`: \
            not at all.
            """
        ),
        .enforced(
            "type_ahead",
            \.typeAhead,
            .choice(),
            """
            Bytes that arrive while their client is in line. `discard`: never reach the device. \
            `hold`: the first 4 KiB are delivered at the grant, if the client is still there.
            """
        ),
        .enforced(
            "on_acquire",
            \.onAcquire,
            .bytes(countMax: 4096),
            """
            Bytes to the device at the beginning of each lease, before the holder's own. Escapes \
            as in C: `\\r`, `\\n`, `\\e`, `\\x03`.
            """
        ),
        .enforced(
            "on_release",
            \.onRelease,
            .bytes(countMax: 4096),
            """
            Bytes to the device at the end of each lease, written as `on_acquire`. Not sent where \
            the device takes nothing.
            """
        ),
        .enforced(
            "on_acquire_command",
            \.onAcquireCommand,
            .command,
            default: .described("none"),
            """
            A program run at the beginning of each lease, for 30s at most: no byte passes, and no \
            link is opened, before it has ended ([below](#commands-around-a-lease)). A failure is \
            told to the holder, and the lease goes on.
            """
        ),
        .enforced(
            "on_release_command",
            \.onReleaseCommand,
            .command,
            default: .described("none"),
            """
            A program run at the end of each lease, once its link is left, for 30s at most: no \
            byte of the next lease passes before it has ended.
            """
        ),
        .enforced(
            "show_missed",
            \.showMissed,
            .choice(),
            """
            `on`: what the device says while nobody has it, the last 64 KiB of it, is shown to the \
            next holder, right behind the grant. Only where the link is there to hear it: `link: \
            persistent`.
            """
        ),
        .enforced(
            "log",
            \.log,
            .absolutePath(bytesMax: 4000),
            default: .described("absent, none"),
            """
            A file for everything that the device says, whoever has it, each line with its time; \
            needs `link: persistent`, and is no other device's. Its directory has to be there.
            """
        ),
        .enforced(
            "notices",
            \.notices,
            .optional(.choice()),
            default: .described("`on` for telnet, `edges` for raw"),
            """
            What the gateway says to clients. `on`: place in line, each change of it, grant, how a \
            link gets on that does not open, what will end the lease, and end. `edges`: all \
            of that but the changes of place and what would stand amid the device's words. \
            `off`: not one byte.
            """
        ),
        .enforced(
            "escape",
            \.escape,
            .escapeCharacter,
            """
            What a telnet client begins its commands to the gateway with, at the beginning of a \
            line: `~.` leaves, `~w` tells who waits, `~?` helps, `~~` is one `~`. Never while the \
            client sends BINARY, and never on raw listeners.
            """
        ),
        .enforced(
            "access",
            \.access,
            .access,
            """
            Who may come in. `"*"` is everybody, the unknown included; `deny` counts more than \
            the other two. A list that is not written is as in the default.
            """
        ),
        .enforced(
            "priority",
            \.priority,
            .priorities,
            """
            Who comes before whom in line: higher first, `0` for everybody who is not named. A \
            user's own entry counts more than those of the user's groups, of which the highest \
            counts. It is strict: whoever counts for less waits for as long as others come, \
            `queue_timeout` at most.
            """
        ),
    ]

    private static let deviceTerms: [SettingKey<DeviceSettings>] = [
        .enforced(
            "idle_max",
            \.idleMax,
            .duration(.seconds(1) ... .seconds(365 * 86_400)),
            """
            How long a holder may send nothing. With `notices: on` it is told 60s and 10s before, \
            where there is time.
            """
        ),
        .enforced(
            "hold_max",
            \.holdMax,
            .duration(.seconds(1) ... .seconds(365 * 86_400)),
            "How long a session may hold. It is told as with `idle_max`."
        ),
        .enforced(
            "limits",
            \.limits,
            .choice(),
            """
            When `idle_max` and `hold_max` count. `contended`: only while somebody waits, from the \
            later of their start and that arrival. `always`: from their start.
            """
        ),
        .enforced(
            "preempt",
            \.preempt,
            .choice(),
            """
            Whether somebody in line takes the lease from a holder of a lower priority. `idle`: \
            from one that has sent nothing for 60s.
            """
        ),
        .enforced(
            "preempt_grace",
            \.preemptGrace,
            .duration(.zero ... .seconds(24 * 3600)),
            "How long that holder still has. Both are told: the holder with `notices: on`."
        ),
        .enforced(
            "reclaim",
            \.reclaim,
            .choice(),
            """
            Whether the new session of a user who has logged in takes the lease over from that \
            user's own session that no longer answers: a laptop that was shut. That is known half \
            of `dead_peer` after it was first asked in vain. Never from another user's.
            """
        ),
    ]

    private static let devicePlanned: [SettingKey<DeviceSettings>] = [
        .planned("transcript", "Whether sessions are recorded byte by byte.")
    ]
}
