// Serial ports as the file writes them: what is read, what a wrong word is told, and that what is
// written is read again.

import Testing

@testable import GatewayConfiguration

@Suite struct SerialSettingsQueryTests {
    private func text(_ url: String) -> String {
        "devices: {a: {connect: \"\(url)\", listen: [\"raw://[::1]:0\"]}}"
    }

    @Test func `a port alone is 115200 8N1, and nothing is done with its lines`() throws {
        let url = "serial:///dev/ttyUSB0"
        let device = try #require(try settings(text(url)).devices.first)
        let port = SerialSettings(path: "/dev/ttyUSB0")
        #expect(device.connect == .serial(port))
        #expect(device.connect.description == url)
        #expect(port.mode.bitsPerSecond == 115_200)
        #expect(port.mode.dataBits == 8)
        #expect(port.mode.parity == .none)
        #expect(port.mode.stopBits == 1)
        #expect(port.mode.flow == .none)
        #expect(port.dtr == .keep)
    }

    @Test func `each setting can be another`() throws {
        let path = "/dev/serial/by-path/pci-0000:00:14.0-usb-0:1:1.0-port0"
        let query = "baud=250000&data=7&parity=mark&stop=2&flow=rtscts&dtr=off"
        var port = SerialSettings(path: path)
        port.mode.bitsPerSecond = 250_000
        port.mode.dataBits = 7
        port.mode.parity = .mark
        port.mode.stopBits = 2
        port.mode.flow = .rtscts
        port.dtr = .off
        let url = "serial://\(path)?\(query)"
        let device = try #require(try settings(text(url)).devices.first)
        #expect(device.connect == .serial(port))
        #expect(device.connect.description == url)
    }

    @Test func `what is as always is not written`() throws {
        let url = "serial:///dev/ttyS0?baud=9600&data=8&parity=none&stop=1&flow=none&dtr=keep"
        let device = try #require(try settings(text(url)).devices.first)
        #expect(device.connect.description == "serial:///dev/ttyS0?baud=9600")
    }

    @Test(arguments: [
        ("?buad=9600", "'buad' is no setting of a port; did you mean 'baud'?"),
        (
            "?colour=red",
            "'colour' is no setting of a port; a port has baud, data, parity, stop, flow and dtr"
        ),
        ("?baud=fast", "'baud' must be a whole number from 50 to 4000000, not 'fast'"),
        ("?baud=49", "'baud' must be a whole number from 50 to 4000000, not '49'"),
        ("?data=9", "'data' must be 5, 6, 7 or 8, not '9'"),
        (
            "?parity=evne",
            "'parity' must be none, odd, even, mark or space, not 'evne'; did you mean 'even'?"
        ),
        ("?stop=1.5", "'stop' must be 1 or 2, not '1.5'"),
        (
            "?flow=rts/cts",
            "'flow' must be none, rtscts or xonxoff, not 'rts/cts'; did you mean 'rtscts'?"
        ),
        ("?dtr", "'dtr' must be keep, on or off, not ''"),
        ("?baud=9600&baud=9600", "'baud' is given twice"),
        ("?", "'' is no setting of a port; a port has baud, data, parity, stop, flow and dtr"),
    ])
    func `a wrong word is told the right one`(query: String, why: String) {
        let url = "serial:///dev/ttyUSB0\(query)"
        #expect(faults(text(url)) == ["1:24: \(sentence) \"\(url)\"; \(why)"])
    }

    @Test(arguments: [
        "serial://", "serial:///", "serial://dev/ttyUSB0", "serial:/dev/ttyUSB0", "serial:ttyUSB0",
    ])
    func `a port without a path is told how one looks`(url: String) {
        let why = "the port's path begins with a slash, as in serial:///dev/ttyUSB0"
        #expect(faults(text(url)) == ["1:24: \(sentence) \"\(url)\"; \(why)"])
    }

    @Test func `a path alone is told what is missing`() {
        let why = "did you mean 'serial:///dev/ttyUSB0'?"
        #expect(
            faults(text("/dev/ttyUSB0")) == ["1:24: \(sentence) \"/dev/ttyUSB0\"; \(why)"]
        )
    }

    @Test func `a port's link is kept where nobody says otherwise`() throws {
        let text = """
            defaults: {listen: ["raw://127.0.0.1:0"]}
            devices:
              port: {connect: serial:///dev/ttyUSB0}
              lent: {connect: serial:///dev/ttyUSB1, link: per_lease}
              board: {connect: tcp://10.0.0.7:23}
            """
        #expect(
            try settings(text).devices.map(\.link) == [.persistent, .perLease, .perLease]
        )
    }

    @Test func `the defaults say how long the links of all live`() throws {
        let text = """
            defaults: {listen: ["raw://127.0.0.1:0"], link: per_lease}
            devices:
              port: {connect: serial:///dev/ttyUSB0}
              kept: {connect: serial:///dev/ttyUSB1, link: persistent}
            """
        #expect(try settings(text).devices.map(\.link) == [.perLease, .persistent])
    }

    private let sentence =
        "'connect' must be \(connectForms), not the text"
}
