// The words of the page, apart from what was measured: how it is measured, and what can come of it.
// They are true whatever the figures are; which figures are better is said by Page itself. Whoever
// changes a scenario or a configuration reads them again.

/// What the page says in every run.
enum PageProse {
    static let opening = """
        # Every way to leave, and when the next one is on

        Written by `make disconnects`, which measures all of it in one run; do not edit it. To
        repeat one row: `make disconnects ONLY=fin`, or more of them, `ONLY="fin rst"`.
        """

    static let beforeTable = """
        A holds the device, B is in line, C behind B where a row speaks of it. What is measured is
        the time from A's end to the moment when the next one reads the device's first byte. Each
        of them, the gateway and the device have a host of their own, a network namespace on one
        bridge. The device has one slot, refuses others while it is taken, is deaf for 4 ms after a
        close (but in `fin-ready`), and knows no half-close: at a FIN it closes, and when that comes
        while it talks, it forgets it (FreeRTOS+TCP does). The rows `fin`, `rst`, `fin-ready`,
        `killed`, `waiter-fin` and `waiter-rst` are the median of 32 runs, all contestants in turn,
        eight at a time. All others are on a device that is never deaf, beside each other:
        `vanish-…` and `device-vanishes-…` the median of three runs, the rest one run. To vanish is
        to have every packet dropped. `never` means: not in the 20 s that were waited.
        """

    static let afterTable = """
        **two at once**: in the rows of one run or three, and in five more runs of the others, the
        device accepts everybody and resets whoever came while somebody was on; somebody came.
        **stray bytes**: so many bytes reached the device of somebody who had left before, or that
        were typed in line. **device dead**: a connect was given up in the middle of the handshake,
        which some such devices survive only by a reset.

        - In `fin-ready` the device is free before a gateway can know it: what shows is what each
          gateway itself takes. With hotseat a good part is the grant, which is in the database
          before a byte passes; in the other rows that is done while the device is deaf.
        - *no gateway*: clients connect to the device itself and try again every fifth of a
          millisecond.
        - ser2net has no queue: the next client connects again every 10 ms until it is let in.
          Whoever was first in line has no advantage.
        - conserver keeps its link to the device, so that there is no first byte to wait for: to be
          on is to be attached and to read the first byte of the answer to an empty line. Its
          waiters are spies, who read what the holder reads, and the first of them is attached when
          the holder leaves. It is spoken to in its own protocol, as its `console` program does.
        - socat's waiters are in the kernel's backlog, connected, but seen by nobody. When it is the
          turn of one that has left, socat connects it to the device, and sends its FIN while the
          device still says its greeting. Such a device forgets that FIN: from then on it is taken
          by nobody, and where that happens, its `never` is for ever.
        - ser2net and conserver have no keys for peers that vanish; their hosts' settings for
          keep-alive and retransmission are set instead, as below.
        - In `killed` A's connection belongs to a process that reads nothing and gets SIGKILL. In
          `fin-talking` A ends its direction alone, and reads on more slowly than the device talks;
          *left by* says how the device saw the gateway go. There, and in the rows of half-close, a
          FIN that is passed on while the device talks is forgotten, and the device stays taken:
          that is how an answer can come *whole* through a peer that passes a half-close on at once.
        - In the rows of SIGTERM and SIGKILL everybody's clients connect again every 10 ms. What has
          not ended 10 s after SIGTERM is killed. In `sigkill` the gateway's link stands. Killed in
          the middle of a connect's handshake, any gateway can leave such a device dead: there is
          no process left to end the connect, and its kernel answers the device's SYN-ACK with RST.
          No gateway can prevent that.
        """

    static let reasons = """
        What can make a peer sooner. conserver's link to the device stays; whoever comes finds the
        device as it was left, in the middle of a line or of an output, and one that was left stuck
        stays stuck. Where the device refuses at first, it is the device that decides, and when it
        is asked again: see `timeout connect` below. Where it does not, a gateway that neither
        writes down who has it nor waits until that is on disk saves that time. After SIGTERM
        and SIGKILL there is nothing to say goodbye to or to read again for a gateway that keeps
        nothing. A device that is down, hotseat asks once a second, and only while somebody waits.
        Where there is no queue, nobody waits for a dead waiter. A peer that finds a
        vanished client sooner than asked, by its tuning, also takes a living one's lease when that
        is away for so long.
        """

    static let beforeConfigurations = """
        As they are for `dead_peer: 5s`. For other values the same follows from the number: probes
        every fifth of it (at least 1 s), three of them (below 5 s one), the rest idle.
        """

    static let choices = """
        **HAProxy's `timeout connect`** is also its pause before a device that refused is tried
        again. It was chosen by trying, apart from this run. From the least to the greatest median
        of 15 runs, in ms, of five or six times (with 4 ms of two, and of one in `killed`):

        | `timeout connect` | `fin` | `rst` | `killed` |
        | --- | --- | --- | --- |
        | 3 ms | 4.6 to 4.9 | 4.6 to 4.7 | 4.7 to 4.8 |
        | 4 ms | 5.7 to 5.7 | 5.7 to 5.7 | 5.9 |

        HAProxy counts in whole milliseconds. With 3 ms its second try comes when the 4 ms are just
        over for which this device is deaf, and that is what an expert would set for this device; a
        device that is deaf for a little longer is met by the third, some 4 ms later. It is also
        how long a connect may take: less than the network's way there and back and the device's
        own time, and no connect is ever made; each is given up in the middle of the handshake,
        which such a device may not survive. 3 ms are enough for a LAN, and for nothing farther
        away or slower to answer.
        """
}
