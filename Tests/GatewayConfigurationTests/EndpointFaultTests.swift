// URLs of `connect` and `listen`: what is one, what is none and why, and which two cannot both be
// bound.

import GatewayConfiguration
import Testing

@Suite struct EndpointFaultTests {
    private static let listener =
        "SCHEME://ADDRESS:PORT, with raw, raw+tls, telnet or telnet+tls"

    @Test(arguments: [
        ("tcp://10.0.0.7:23", "10.0.0.7", 23), ("tcp://[2001:db8::7]:65535", "2001:db8::7", 65_535),
        ("tcp://[fe80::1%eth0]:1", "fe80::1%eth0", 1),
        ("tcp://board-7.lab_2.example:23", "board-7.lab_2.example", 23),
    ])
    func `a device is reached by TCP`(url: String, host: String, port: Int) throws {
        let text = "devices: {a: {connect: \"\(url)\", listen: [\"raw://[::1]:0\"]}}"
        let device = try settings(text).devices[0]
        #expect(device.connect == .tcp(host: host, port: port))
        #expect(device.connect.description == url)
    }

    @Test(arguments: [
        ("raw://0.0.0.0:4001", "0.0.0.0", 4001), ("raw://[::]:0", "::", 0),
        ("raw://localhost:65535", "localhost", 65_535),
    ])
    func `clients come in at an address and a port`(url: String, host: String, port: Int) throws {
        let text = "devices: {a: {connect: \"demo:\", listen: [\"\(url)\"]}}"
        let endpoint = ListenEndpoint(kind: .raw, host: host, port: port)
        #expect(try settings(text).devices[0].listen == [endpoint])
        #expect(endpoint.text == url)
    }

    @Test(arguments: [
        ("tcp://10.0.0.7", "the port is missing"), ("tcp://[::1]", "the port is missing"),
        ("tcp://:23", "the host is missing"), ("tcp://", "the port is missing"),
        ("tcp://10.0.0.300:23", "'10.0.0.300' is no IPv4 address"),
        ("tcp://10.7:23", "'10.7' is no IPv4 address"),
        ("tcp://[::g]:23", "[::g] is no IPv6 address"),
        ("tcp://[fe80::1%]:23", "[fe80::1%] is no IPv6 address"),
        ("tcp://::1:23", "an IPv6 address stands in brackets, as in [::1]"),
        ("tcp://a@b:23", "'a@b' is no host name"), ("tcp://a..b:23", "'a..b' is no host name"),
        ("tcp://a:0", "the port must be a number from 1 to 65535"),
        ("tcp://a:65536", "the port must be a number from 1 to 65535"),
        ("tcp://a:023", "the port must be a number from 1 to 65535"),
        ("tcp://a:23/", "the port must be a number from 1 to 65535"),
        ("tcp://a:23?x=1", "the port must be a number from 1 to 65535"),
        ("tpc://a:23", "did you mean 'tcp://'?"),
        ("serail:///dev/ttyUSB0", "did you mean 'serial://'?"),
    ])
    func `a faulty URL of a device is told why`(url: String, why: String) {
        let text = "devices: {a: {connect: \"\(url)\", listen: [\"raw://[::1]:0\"]}}"
        let sentence =
            "'connect' must be \(connectForms), not the text \"\(url)\"; \(why)"
        #expect(faults(text) == ["1:24: \(sentence)"])
    }

    @Test(arguments: ["10.0.0.7:23", "gopher://a:1", "dev/ttyUSB0"])
    func `a URL that is near to nothing is told what is expected`(url: String) {
        let text = "devices: {a: {connect: \"\(url)\", listen: [\"raw://[::1]:0\"]}}"
        let sentence = "'connect' must be \(connectForms), not the text \"\(url)\""
        #expect(faults(text) == ["1:24: \(sentence)"])
    }

    @Test func `each faulty URL of a list is told where it is`() {
        let text = """
            devices:
              a:
                connect: "demo:"
                listen:
                  - raw://0.0.0.0
                  - raw://0.0.0.0:4001
                  - rwa://0.0.0.0:4002
                  - [raw]
                  - raw://0.0.0.0:70000
            """
        let start = "'listen' must be \(Self.listener), not"
        #expect(
            faults(text) == [
                "5:9: \(start) 'raw://0.0.0.0'; the port is missing",
                "7:9: \(start) 'rwa://0.0.0.0:4002'; did you mean 'raw://'?",
                "8:9: \(start) a list",
                "9:9: \(start) 'raw://0.0.0.0:70000'; the port must be a number from 0 to 65535",
            ]
        )
    }

    @Test func `listen is a list`() {
        let text = "devices: {a: {connect: \"demo:\", listen: \"raw://[::1]:1\"}}"
        let sentence =
            "'listen' must be a list of \(Self.listener), not the text \"raw://[::1]:1\""
        #expect(faults(text) == ["1:41: \(sentence); as in [raw://[::1]:1]"])
    }

    @Test(arguments: [
        ("raw", false, DeviceSettings.Notices.edges), ("telnet", false, .on),
        ("raw+tls", true, .edges), ("telnet+tls", true, .on),
    ])
    func `each kind of listener has its usual notices`(
        scheme: String,
        isEncrypted: Bool,
        notices: DeviceSettings.Notices
    ) throws {
        let kind = try #require(ListenEndpoint.ClientProtocol(rawValue: scheme))
        #expect(kind.isEncrypted == isEncrypted)
        #expect(kind.usualNotices == notices)
        guard !isEncrypted else { return }
        let text = "devices: {a: {connect: \"demo:\", listen: [\"\(scheme)://[::1]:0\"]}}"
        #expect(try settings(text).devices[0].listen[0].kind == kind)
    }

    @Test(arguments: ClientProof.allCases.filter { $0 != .certificate })
    func `a listener may ask its clients who they are`(proof: ClientProof) throws {
        let url = "raw://127.0.0.1:0?auth=\(proof.rawValue)"
        let text = "devices: {a: {connect: \"demo:\", listen: [\"\(url)\"]}}"
        let endpoint = try settings(text).devices[0].listen[0]
        #expect(endpoint.proof == proof)
        #expect(endpoint.text == url)
        let query = proof == .none ? "" : "?auth=\(proof.rawValue)"
        #expect(endpoint.bound(to: 4001).text == "raw://127.0.0.1:4001\(query)")
    }

    @Test(arguments: [
        (
            "auth=certificate",
            "a certificate is shown within TLS alone, and this listener has none"
        ),
        (
            "auth=tokn",
            "'auth' must be none, name, token or certificate, not 'tokn'; did you mean 'token'?"
        ),
        ("auth", "'auth' must be none, name, token or certificate, not ''"),
        ("auth=name&auth=name", "'auth' is given twice"),
        ("auht=name", "'auht' is no option of a listener; did you mean 'auth'?"),
        ("x=1", "'x' is no option of a listener; a listener has auth and observe"),
        ("observe=yes", "'observe' must be 1, or left out, not 'yes'"),
    ])
    func `a faulty option of a listener is told why`(query: String, why: String) {
        let url = "raw://127.0.0.1:0?\(query)"
        let text = "devices: {a: {connect: \"demo:\", listen: [\"\(url)\"]}}"
        let sentence =
            "'listen' must be \(Self.listener), not the text \"\(url)\"; \(why)"
        #expect(faults(text) == ["1:42: \(sentence)"])
    }

    @Test(arguments: [
        ("raw://0.0.0.0:5", "raw://0.0.0.0:5"), ("raw://0.0.0.0:5", "raw://127.0.0.1:5"),
        ("raw://10.0.0.1:5", "raw://0.0.0.0:5"), ("raw://[::]:5", "raw://[::1]:5"),
        ("raw://[::1]:5", "raw://[0:0:0:0:0:0:0:1]:5"), ("raw://lab:5", "raw://LAB:5"),
        ("raw://lab:5", "raw://0.0.0.0:5"), ("raw://[::]:5", "raw://lab:5"),
    ])
    func `a port is used once at one address`(first: String, second: String) {
        let text = """
            devices:
              a: {connect: "demo:", listen: ["\(first)"]}
              b: {connect: "demo:", listen: ["\(second)"]}
            """
        let sentence = "port 5 of 'b' is used twice: '\(first)' of 'a' on line 2 has it"
        #expect(faults(text) == ["3:34: \(sentence)"])
    }

    @Test(arguments: [
        ("raw://0.0.0.0:5", "raw://0.0.0.0:6"), ("raw://0.0.0.0:5", "raw://[::]:5"),
        ("raw://10.0.0.1:5", "raw://10.0.0.2:5"), ("raw://[::1]:5", "raw://[::2]:5"),
        ("raw://0.0.0.0:0", "raw://0.0.0.0:0"), ("raw://[fe80::1%a]:5", "raw://[fe80::1%b]:5"),
        ("raw://lab:5", "raw://10.0.0.1:5"), ("raw://lab:5", "raw://other:5"),
    ])
    func `listeners that do not meet stand side by side`(first: String, second: String) {
        let text = "devices: {a: {connect: \"demo:\", listen: [\"\(first)\", \"\(second)\"]}}"
        #expect(faults(text) == [])
    }

    @Test func `a port in the defaults is used by each device`() {
        let text = """
            defaults: {connect: "demo:", listen: ["raw://127.0.0.1:5"]}
            devices: {a: {}, b: {}}
            """
        let sentence = "port 5 of 'b' is used twice: 'raw://127.0.0.1:5' of 'a' on line 1 has it"
        #expect(faults(text) == ["1:39: \(sentence)"])
    }
}
