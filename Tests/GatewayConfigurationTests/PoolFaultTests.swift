// Pools: what one is, and what is wrong with those that are none. Their devices are those of the
// same file, and their ports and their names are nobody else's.

import GatewayConfiguration
import Testing

@Suite struct PoolFaultTests {
    /// Two devices on lines 2 and 3, and pools from line 5 on.
    private func file(_ pools: String...) -> String {
        let devices = ["board1", "board2"].map {
            "  \($0): {connect: \"demo:\", listen: [\"raw://127.0.0.1:4\($0.suffix(1))\"]}"
        }
        return (["devices:"] + devices + ["pools:"] + pools.map { "  \($0)" })
            .joined(separator: "\n")
    }

    @Test func `a pool has devices, in order, and listeners`() throws {
        let text = file(
            "any: {devices: [board2, board1], listen: [\"raw://[::]:4100?auth=name\"]}",
            "one: {devices: [board1], listen: [\"raw://[::]:4101\"]}"
        )
        let pools = try settings(text).pools
        #expect(pools.map(\.name) == ["any", "one"])
        #expect(pools.map(\.devices) == [["board2", "board1"], ["board1"]])
        #expect(pools[0].listen.map(\.proof) == [.name])
        #expect(try settings(board()).pools == [])
    }

    @Test func `a device that is not there is answered with the nearest`() {
        let text = file("any: {devices: [bord1, x], listen: [\"raw://[::]:5\"]}")
        #expect(
            faults(text) == [
                "5:19: there is no device 'bord1'; did you mean 'board1'?",
                "5:26: there is no device 'x'",
            ]
        )
    }

    @Test func `a device is in a pool once`() {
        let text = file("any: {devices: [board1, board1], listen: [\"raw://[::]:5\"]}")
        #expect(faults(text) == ["5:27: 'board1' is in 'any' twice"])
    }

    @Test func `a pool's name is no device's`() {
        let text = file("board2: {devices: [board1], listen: [\"raw://[::]:5\"]}")
        let sentence = "'board2' is a device on line 3; a pool needs a name of its own"
        #expect(faults(text) == ["5:3: \(sentence)"])
    }

    @Test func `a pool's name is by the rule for devices`() {
        let text = file("Any: {devices: [board1], listen: [\"raw://[::]:5\"]}")
        let rule = "a letter, then up to 62 of a-z 0-9 _ . -, no capitals"
        #expect(faults(text) == ["5:3: 'Any' is no name of a pool: \(rule)"])
    }

    @Test func `a port is used once, by devices and pools together`() {
        let text = file(
            "any: {devices: [board1], listen: [\"raw://0.0.0.0:42\"]}",
            "all: {devices: [board2], listen: [\"raw://[::]:5\", \"raw://[::]:5\"]}"
        )
        let device = "'raw://127.0.0.1:42' of 'board2' on line 3 has it"
        let pool = "'raw://[::]:5' of 'all' on line 6 has it"
        #expect(
            faults(text) == [
                "5:37: port 42 of 'any' is used twice: \(device)",
                "6:53: port 5 of 'all' is used twice: \(pool)",
            ]
        )
    }

    @Test func `nobody observes a pool`() {
        let text = file("any: {devices: [board1], listen: [\"raw://[::]:5?observe=1\"]}")
        let sentence =
            "'raw://[::]:5?observe=1': nobody can observe a pool;"
            + " give the device that is to be observed a listener of its own"
        #expect(faults(text) == ["5:37: \(sentence)"])
    }

    @Test func `a pool needs devices and listeners`() {
        let devices = "'any' has no 'devices', which must be a list of device names"
        let listen =
            "'any' has no 'listen', which must be a list of SCHEME://ADDRESS:PORT,"
            + " with raw, raw+tls, telnet or telnet+tls"
        #expect(faults(file("any: {}")) == ["5:3: \(devices)", "5:3: \(listen)"])
        let empty = "must be a list of device names, not an empty list"
        let text = file("any: {devices: [], listen: [\"raw://[::]:5\"]}")
        #expect(faults(text) == ["5:18: 'devices' \(empty)"])
    }

    @Test func `an encrypted pool needs a certificate`() {
        let text = file("any: {devices: [board1], listen: [\"raw+tls://[::]:5\"]}")
        #expect(faults(text).map { $0.prefix(5) } == ["5:37:"])
    }

    @Test func `an unknown key of a pool is told where it belongs`() {
        let text = file("any: {device: [board1], listen: [\"raw://[::]:5\"], dead_peer: 1s}")
        #expect(
            faults(text) == [
                "5:3: 'any' has no 'devices', which must be a list of device names",
                "5:9: unknown key 'device'; did you mean 'devices'?",
                "5:53: unknown key 'dead_peer'; it belongs under a device or 'defaults'",
            ]
        )
    }

    @Test func `devices that pools join are found over all pools`() throws {
        let devices = ["a", "b", "c", "d", "e"].map {
            "  \($0): {connect: \"demo:\", listen: [\"raw://127.0.0.1:0\"]}"
        }
        let pools = ["x: [a, b]", "y: [d, c]", "z: [b, c]"].map { pool in
            let parts = pool.split(separator: ": ")
            return "  \(parts[0]): {devices: \(parts[1]), listen: [\"raw://127.0.0.1:0\"]}"
        }
        let text = (["devices:"] + devices + ["pools:"] + pools).joined(separator: "\n")
        #expect(try settings(text).devicesJoinedByPools == [["a", "b", "d", "c"]])
    }
}
