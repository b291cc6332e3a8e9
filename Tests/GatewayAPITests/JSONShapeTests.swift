// The documents that go out: every key of the contract is there, and what is not known is null. The
// values are for the tests of those who fill them in.

import Foundation
import GatewayAPI
import Testing

struct JSONShapeTests {
    private func keys(of value: some Encodable) throws -> [String: Any] {
        let bytes = try JSONEncoder().encode(value)
        let object = try JSONSerialization.jsonObject(with: bytes)
        return try #require(object as? [String: Any])
    }

    @Test func `a device that nobody has shows its nulls`() throws {
        let device = DeviceStatus(
            device: "board1",
            description: "",
            state: "free",
            lease: nil,
            holder: nil,
            queue: [],
            observers: 0,
            link: "closed",
            listen: ["raw://127.0.0.1:4001"]
        )
        let keys = try keys(of: device)
        #expect(
            Set(keys.keys) == [
                "device", "description", "state", "lease", "holder", "queue", "observers", "link",
                "listen",
            ]
        )
        #expect(keys["lease"] is NSNull)
        #expect(keys["holder"] is NSNull)
    }

    @Test func `the whole answer has a list of pools`() throws {
        let identity = GatewayIdentity(
            name: "lab1",
            version: "0.1.0",
            startedAt: Timestamp(milliseconds: 0)
        )
        let pool = PoolStatus(pool: "nrf52", devices: ["board1"], listen: ["raw://127.0.0.1:4100"])
        let status = GatewayStatus(gateway: identity, devices: [], pools: [pool])
        #expect(Set(try keys(of: status).keys) == ["gateway", "devices", "pools"])
        #expect(Set(try keys(of: pool).keys) == ["pool", "devices", "listen"])
    }

    @Test func `a holder and a waiter show every key`() throws {
        let holder = HolderStatus(
            session: 1,
            user: nil,
            address: "127.0.0.1:50000",
            via: "raw",
            grantedAt: Timestamp(milliseconds: 0),
            heldMilliseconds: 1,
            idleMilliseconds: 1,
            lastHeardMilliseconds: nil,
            probesUnanswered: nil,
            probesMax: nil
        )
        #expect(
            Set(try keys(of: holder).keys) == [
                "session", "user", "address", "via", "granted_at", "held_ms", "idle_ms",
                "last_heard_ms", "probes_unanswered", "probes_max",
            ]
        )
        let waiter = WaiterStatus(
            session: 2,
            position: 1,
            user: nil,
            address: "127.0.0.1:50001",
            via: "raw",
            waitedMilliseconds: 5
        )
        #expect(
            Set(try keys(of: waiter).keys) == [
                "session", "position", "user", "address", "via", "waited_ms",
            ]
        )
    }

    @Test func `the last page says that there is no other`() throws {
        let keys = try keys(of: SessionPage(sessions: [], cursor: nil))
        #expect(Set(keys.keys) == ["sessions", "cursor"])
        #expect(keys["cursor"] is NSNull)
    }

    @Test func `a problem travels in its envelope`() throws {
        let keys = try keys(of: ProblemEnvelope(Problem(.notFound, "There is no device 'x'.")))
        let error = try #require(keys["error"] as? [String: String])
        #expect(error == ["code": "not_found", "message": "There is no device 'x'.", "hint": ""])
    }
}
