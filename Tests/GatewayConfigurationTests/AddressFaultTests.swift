// IP addresses and CIDR ranges as the file writes them: what is one, what is none and why. What is
// in a range is not here.

import GatewayConfiguration
import Testing

@Suite struct AddressFaultTests {
    private func file(_ list: String) -> String {
        """
        gateway: {proxy_protocol: [\(list)]}
        devices: {a: {connect: "demo:", listen: ["raw://127.0.0.1:0"]}}
        """
    }

    @Test(arguments: [
        "10.0.0.5", "10.0.0.0/8", "0.0.0.0/0", "10.0.0.5/32", "fd00::1", "fd00::/8", "::/128",
    ])
    func `an address or a range is taken as it is`(range: String) throws {
        #expect(try settings(file("\"\(range)\"")).proxyProtocol.map(\.text) == [range])
    }

    @Test func `a list may have none or many`() throws {
        #expect(try settings(file("")).proxyProtocol == [])
        let two = try settings(file("10.0.0.5, \"::1\"")).proxyProtocol
        #expect(two.map(\.text) == ["10.0.0.5", "::1"])
    }

    @Test(arguments: [
        "10.0.0", "10.0.0.256", "balancer.example.org", "10.0.0.5:80", "*", "10.0.0.0/33",
        "10.0.0.0/", "::/129",
    ])
    func `what is no address is refused`(text: String) {
        let sentence = """
            'proxy_protocol' must be IP addresses or CIDR ranges, not the text "\(text)"; as in \
            10.0.0.5, 10.0.0.0/8 or fd00::/8
            """
        #expect(faults(file("\"\(text)\"")) == ["1:28: \(sentence)"])
    }
}
