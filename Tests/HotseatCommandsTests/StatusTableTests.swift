// `hotseat status` for people, compared as text.
// The devices are the doubles' sample, changed where a test is about something else.

import GatewayAPI
import GatewayDoubles
import Testing

@testable import HotseatCommands

struct StatusTableTests {
    private func text(_ devices: [DeviceStatus], waitersMax: Int = 10) -> String {
        var status = GatewayStatus.sample
        status.devices = devices
        var table = StatusTable(waitersMax: waitersMax)
        return table.text(status)
    }

    @Test func `devices and the lines before them`() {
        var held = DeviceStatus.held
        held.listen.removeLast()
        held.holder?.user = nil
        #expect(text([held, .free, .down]) == busyText)
    }

    @Test func `pools have a table of their own`() {
        var status = GatewayStatus.sample
        status.devices = [.free]
        status.pools = [
            PoolStatus(pool: "nrf52", devices: ["board1", "board2"], listen: ["raw://[::]:4100"])
        ]
        var table = StatusTable(waitersMax: 10)
        let pools = """
            POOL   DEVICES        LISTEN
            nrf52  board1 board2  raw://[::]:4100

            """
        #expect(table.text(status) == freeText + "\n" + pools)
    }

    @Test func `nobody in line, no second table`() {
        #expect(text([.free]) == freeText)
    }

    @Test func `every port of a device is named`() {
        #expect(text([.held]).contains("  raw://[::]:4001 telnet://0.0.0.0:2001\n"))
    }

    @Test(
        arguments: [
            (nil, nil, "-"), (2_000, nil, "heard 2s ago"),
            (6_000, 3, "not answering, 3 of 10, heard 6s ago"),
            (nil, 2, "not answering, 2 of 10"),
        ] as [(Int64?, Int?, String)]
    )
    func `how alive the holder is, is said in words`(heard: Int64?, probes: Int?, words: String) {
        var device = DeviceStatus.held
        device.holder?.lastHeardMilliseconds = heard
        device.holder?.probesUnanswered = probes
        #expect(text([device]).contains("  \(words)"))
    }

    @Test func `who is next while the link is released has no number`() {
        var device = DeviceStatus.held
        (device.state, device.holder) = ("releasing", nil)
        device.queue[0].position = 0
        #expect(text([device]).contains("\nboard1   next  10.0.0.6:40000 "))
    }

    @Test func `what a long line leaves out is said`() {
        var status = GatewayStatus.sample
        status.devices[0].queue = (1...25).map { place in
            var waiter = DeviceStatus.held.queue[0]
            waiter.position = place
            return waiter
        }
        var short = StatusTable(waitersMax: 10)
        #expect(short.text(status).split(separator: "\n").count == 4 + 11)
        #expect(short.remarks == ["15 more wait for board1: hotseat status board1"])
        var long = StatusTable(waitersMax: .max)
        #expect(long.text(status).split(separator: "\n").count == 4 + 26)
        #expect(long.remarks.isEmpty)
    }
}

private let busyText = """
    DEVICE  STATE  LEASE  HOLDER           HELD  IDLE  ALIVE         WAITING  LISTEN
    board1  held    4812  10.0.0.5:5123  12m03s   40s  heard 2s ago        2  raw://[::]:4001
    board2  free       -  -                   -     -  -                   0  raw://[::]:4002
    board3  down       -  -                   -     -  -                   0  raw://[::]:4003

    DEVICE  PLACE  WHO                    WAITED  VIA     SESSION
    board1      1  10.0.0.6:40000          1m01s  raw          18
    board1      2  bob ([fd00::7]:40001)   350ms  telnet       20

    """

private let freeText = """
    DEVICE  STATE  LEASE  HOLDER  HELD  IDLE  ALIVE  WAITING  LISTEN
    board2  free       -  -          -     -  -            0  raw://[::]:4002

    """
