// Addresses are read as the system reads them: each text here is given to inet_pton(3) too, and so
// are thousands that are put together at random from the pieces that addresses are made of.

import Glibc
import LeaseCore
import Testing

@Suite struct IPAddressTests {
    @Test(arguments: [
        "10.0.0.5", "0.0.0.0", "255.255.255.255", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4",
        "1.2.3.4 ", "", ".", "1..2.3", "+1.2.3.4", "::", "::1", "fd00::1", "1::",
        "1:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8::", "1::2::3",
        ":::", ":1", "1:", "1:2:3:4:5:6:1.2.3.4", "::1.2.3.4", "::ffff:10.0.0.5", "1.2.3.4::",
        "12345::", "g::", "::1.2.3", "::1%lo", "FD00::AbCd", "1:2:3:4:5:6:7:1.2.3.4",
    ])
    func `an address is what the system takes for one`(text: String) {
        #expect(IPAddress(text: text)?.bytes == Self.system(text))
    }

    @Test func `texts made at random are read as the system reads them`() {
        let pieces = [
            "0", "1", "255", "256", "ff", "fd00", "12345", "::", ":", ".", "1.2.3.4", "/",
        ]
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<20_000 {
            let count = Int.random(in: 1...15, using: &generator)
            let text = (0..<count).map { _ in pieces.randomElement(using: &generator)! }.joined()
            #expect(IPAddress(text: text)?.bytes == Self.system(text), "\(text)")
        }
    }

    /// What inet_pton makes of it, mapped addresses unmapped.
    private static func system(_ text: String) -> [UInt8]? {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 { return withUnsafeBytes(of: &four, Array.init) }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else { return nil }
        let bytes = withUnsafeBytes(of: &six, Array.init)
        let isMapped = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10...11] == [0xFF, 0xFF]
        return isMapped ? Array(bytes[12...]) : bytes
    }
}
