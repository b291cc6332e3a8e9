// The last lease of each device, as a start reads it: the highest number, and none of a device that
// nobody has had.

import LeaseCore
import Testing

@testable import History

struct LastLeaseTests {
    @Test func `the last lease of each device is known after a restart`() async throws {
        let directory = try StateDirectory()
        let first = try directory.open()
        #expect(first.lastLeases.isEmpty)
        let early = first.arrive(at: 1_000)
        let late = first.arrive(at: 2_000)
        await first.grant(late, at: 2_000)
        let (last, _) = await first.grant(early, at: 3_000)
        let elsewhere = await first.grant(first.arrive(device: "a.first")).lease
        first.arrive(device: "zz")
        try await first.close()
        let second = try directory.open()
        #expect(second.lastLeases["board1"] == last)
        #expect(second.lastLeases["a.first"] == elsewhere)
        #expect(second.lastLeases.count == 2)
        try await second.close()
    }
}
