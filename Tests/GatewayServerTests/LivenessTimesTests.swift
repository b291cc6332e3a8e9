// From `dead_peer` to keep-alive: the promises that the three numbers have to keep for every value.
// What the kernel does with them is seen end to end, where a host vanishes.

import Testing

@testable import GatewayServer

@Suite struct LivenessTimesTests {
    @Test(arguments: [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 60, 600, 28_800])
    func `a vanished peer is found in time`(deadPeerSeconds: Int64) {
        let times = LivenessTimes(deadPeer: .seconds(deadPeerSeconds))
        let grace: Int64 = deadPeerSeconds < 3 ? 2 : 1
        #expect(times.unwatched.verdict <= .seconds(deadPeerSeconds + grace))
    }

    @Test(arguments: [1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 60, 600, 28_800])
    func `a network gone for less than half of it costs nobody the connection`(
        deadPeerSeconds: Int64
    ) {
        let times = LivenessTimes(deadPeer: .seconds(deadPeerSeconds))
        let keepAlive = times.unwatched
        let fromFirstToLastProbe =
            Int64(keepAlive.intervalSeconds) * Int64(keepAlive.probeCount - 1)
        #expect(fromFirstToLastProbe * 2 >= deadPeerSeconds)
    }

    @Test(arguments: [1, 2, 3, 10, 60, 28_800])
    func `the kernel does not judge before the watch`(deadPeerSeconds: Int64) {
        let times = LivenessTimes(deadPeer: .seconds(deadPeerSeconds))
        #expect(times.watched.verdict > .seconds(deadPeerSeconds))
        #expect(times.lookInterval * 4 <= .seconds(1))
    }

    @Test(arguments: [1, 3, 10, 60])
    func `the user timeout ends keep-alive at its last probe, and not before`(
        deadPeerSeconds: Int64
    ) {
        let times = LivenessTimes(deadPeer: .seconds(deadPeerSeconds))
        let verdict = times.unwatched.verdict.components.seconds * 1_000
        let userTimeout = Int64(times.userTimeoutMilliseconds)
        #expect(userTimeout < verdict)
        #expect(userTimeout > verdict - Int64(times.unwatched.intervalSeconds) * 1_000)
    }
}
