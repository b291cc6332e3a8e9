// Of what a holder has sent, the device has taken a part when the holder leaves: the record says
// how much went to the device, and how much was withdrawn, and the two are all that it sent.

import GatewayTestSupport
import Testing

@Suite(.endToEnd) struct WithdrawnBytesTests {
    /// Below and above what the kernels take for such a device, and the writes of a relay.
    @Test(arguments: [10_000, 100_000, 500_000, 900_000], ["per_lease", "persistent"])
    func `what went to the device and what was withdrawn is what was sent`(
        byteCount: Int,
        link: String
    ) throws {
        let device = try FakeDevice.start(
            .init {
                $0.manner = .silent
                $0.windowBytes = 2_048
                $0.whileTaken = .resets
            }
        )
        let gateway = try GatewayProcess.start(for: device, keys: ["link: \(link)"])
        let (holder, next, _) = try gateway.handOverBehindStall(of: device, byteCount: byteCount)
        let row = try gateway.history.ended(holder)
        let detail = row.endDetail ?? ""
        let words = try #require(detail.firstMatch(of: /(\d+) B unsent, withdrawn$/), "\(detail)")
        let toDevice = try #require(row.bytesToDevice)
        #expect(toDevice + (Int(words.1) ?? 0) == byteCount)
        // What fits into its window, and the segment that may be on its way.
        #expect((1...8_192).contains(toDevice))
        #expect(try next.sendAlone("mine", to: device) == "mine")
    }
}
