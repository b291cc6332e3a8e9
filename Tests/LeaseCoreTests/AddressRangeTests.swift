// Which addresses are in a range, at its edges above all, and what is no range. How an address is
// read is in `IPAddressTests`.

import LeaseCore
import Testing

@Suite struct AddressRangeTests {
    @Test(arguments: [
        ("10.0.0.0/8", "10.255.255.255"), ("10.0.0.5", "10.0.0.5"), ("10.9.9.9/8", "10.0.0.1"),
        ("192.168.4.0/22", "192.168.7.255"), ("0.0.0.0/0", "8.8.8.8"),
        ("10.0.0.4/31", "10.0.0.5"), ("fd00::/8", "fdff::1"), ("::/0", "2001:db8::1"),
        ("2001:db8::/33", "2001:db8:7fff::1"), ("fd00::1", "FD00:0::1"),
        ("10.0.0.0/8", "::ffff:10.1.2.3"), ("::ffff:10.0.0.0/104", "10.1.2.3"),
        ("::ffff:10.0.0.0/8", "10.1.2.3"),
    ])
    func `an address is in the range`(range: String, address: String) throws {
        #expect(try #require(AddressRange(text: range)).contains(address: address))
    }

    @Test(arguments: [
        ("10.0.0.0/8", "11.0.0.0"), ("10.0.0.5", "10.0.0.6"), ("192.168.4.0/22", "192.168.8.0"),
        ("10.0.0.4/31", "10.0.0.6"), ("0.0.0.0/0", "::1"), ("::/0", "10.0.0.1"),
        ("2001:db8::/33", "2001:db8:8000::1"), ("10.0.0.0/8", "local"), ("10.0.0.0/8", ""),
        ("::ffff:10.0.0.0/104", "11.1.2.3"),
    ])
    func `an address is not in the range`(range: String, address: String) throws {
        #expect(try #require(AddressRange(text: range)).contains(address: address) == false)
    }

    @Test(arguments: [
        "", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "fd00::/129",
        "10.0.0/8", "alice", "*", "::ffff:10.0.0.0/64", "/8",
    ])
    func `what is no range is none`(text: String) {
        #expect(AddressRange(text: text) == nil)
    }

    @Test func `the host of an endpoint counts`() throws {
        #expect(try #require(AddressRange(text: "10.0.0.0/8")).contains(endpoint: "10.0.0.5:4001"))
        #expect(try #require(AddressRange(text: "fd00::/8")).contains(endpoint: "[fd00::5]:4001"))
    }
}
