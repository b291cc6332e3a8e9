// The words of the page, apart from what was measured. They say how, and where a peer is better;
// whoever changes a scenario or a configuration reads them again.

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
        `killed`, `waiter-fin` and `waiter-rst` are the median of 15 runs, one after another; all
        others are one run, beside others, on a device that is never deaf. To vanish is to have
        every packet dropped. `never` means: not in the 20 s that were waited.
        """

    static let afterTable = """
        **two at once**: in the rows of one run, and in five more runs of the others, the device
        accepts everybody and resets whoever came while somebody was on; somebody came. **stray
        bytes**: so many bytes reached the device of somebody who had left before, or that were
        typed in line. **device dead**: a connect was given up in the middle of the handshake, which
        some such devices survive only by a reset.

        - *no gateway*: clients connect to the device itself and try again every millisecond.
        - ser2net has no queue: the next client connects again every 10 ms until it is let in.
          Whoever was first in line has no advantage.
        - conserver keeps its link to the device, so that there is no first byte to wait for: to be
          on is to be attached and to read the first byte of the answer to an empty line. Its
          waiters are spies, who read what the holder reads, and the first of them is attached when
          the holder leaves. It is spoken to in its own protocol, as its `console` program does.
        - socat's waiters are in the kernel's backlog, connected, but seen by nobody.
        - ser2net and conserver have no keys for peers that vanish; their hosts' settings for
          keep-alive and retransmission are set instead, as below.
        - In the rows of SIGTERM and SIGKILL everybody's clients connect again every 10 ms. What has
          not ended 10 s after SIGTERM is killed.

        Where a peer is better, and why. conserver hands over in less than a millisecond, because
        its link to the device stays; whoever comes finds the device as it was left, in the middle
        of a line or of an output, and one that was left stuck stays stuck. HAProxy and hotseat are
        near each other in `fin` and `rst`: the device decides, and when it is asked again after it
        has refused. On a device that never refuses, the rows of one run, HAProxy is ahead by a
        fraction of a millisecond: it neither writes down who has it nor waits until that is on
        disk. After SIGTERM and SIGKILL the others are back sooner: hotseat says goodbye to its
        clients and to the device, and reads its history. Where there is no queue, nobody waits for
        a dead waiter.
        """

    static let beforeConfigurations = """
        As they are for `dead_peer: 5s`. For other values the same follows from the number: probes
        every fifth of it (at least 1 s), three of them (below 5 s one), the rest idle.
        """
}
