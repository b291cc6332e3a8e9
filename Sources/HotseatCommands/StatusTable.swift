// The devices and the lines before them, and the pools, as `hotseat status` shows them to people.
// The widths of the columns are `Table`'s.

import GatewayAPI

/// Makes the table of devices, the one of pools where there are any, and the one of waiters where
/// somebody waits.
struct StatusTable {
    /// How many waiters of a device are shown.
    let waitersMax: Int
    /// What the tables leave out, a sentence each.
    private(set) var remarks: [String] = []

    init(waitersMax: Int) {
        self.waitersMax = waitersMax
    }

    mutating func text(_ status: GatewayStatus) -> String {
        let tables = [
            Self.devices(status.devices), Self.pools(status.pools), waiters(status.devices),
        ]
        return tables.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func pools(_ pools: [PoolStatus]) -> String {
        guard !pools.isEmpty else { return "" }
        var table = Table([
            .init(heading: "POOL"), .init(heading: "DEVICES"), .init(heading: "LISTEN"),
        ])
        return table.lines(
            pools.map { pool in
                [
                    pool.pool,
                    pool.devices.joined(separator: " "),
                    pool.listen.joined(separator: " "),
                ]
            }
        )
    }

    private static func devices(_ devices: [DeviceStatus]) -> String {
        var table = Table([
            .init(heading: "DEVICE"), .init(heading: "STATE"),
            .init(heading: "LEASE", alignment: .right), .init(heading: "HOLDER"),
            .init(heading: "HELD", alignment: .right), .init(heading: "IDLE", alignment: .right),
            .init(heading: "ALIVE"), .init(heading: "WAITING", alignment: .right),
            .init(heading: "LISTEN"),
        ])
        return table.lines(
            devices.map { device in
                let holder = device.holder
                return [
                    device.device,
                    device.state,
                    // The last lease of a device that nobody has is history.
                    holder == nil ? nil : device.lease.map { String($0) },
                    holder.map { who($0.user, $0.address) },
                    holder.map { Duration.milliseconds($0.heldMilliseconds).text },
                    holder.map { Duration.milliseconds($0.idleMilliseconds).text },
                    holder.flatMap(liveness),
                    String(device.queue.count),
                    device.listen.isEmpty ? nil : device.listen.joined(separator: " "),
                ]
            }
        )
    }

    private mutating func waiters(_ devices: [DeviceStatus]) -> String {
        var table = Table([
            .init(heading: "DEVICE"), .init(heading: "PLACE", alignment: .right),
            .init(heading: "WHO"), .init(heading: "WAITED", alignment: .right),
            .init(heading: "VIA"), .init(heading: "SESSION", alignment: .right),
        ])
        var rows: [[String?]] = []
        for device in devices {
            for waiter in device.queue.prefix(waitersMax) {
                rows.append([
                    device.device,
                    // Before the line: the lease is this one's as soon as the link is free.
                    waiter.position == 0 ? "next" : String(waiter.position),
                    Self.who(waiter.user, waiter.address),
                    Duration.milliseconds(waiter.waitedMilliseconds).text,
                    waiter.via,
                    String(waiter.session),
                ])
            }
            let left = device.queue.count - waitersMax
            if left > 0 {
                let name = device.device
                remarks.append("\(left) more wait for \(name): hotseat status \(name)")
            }
        }
        return rows.isEmpty ? "" : table.lines(rows)
    }

    /// `alice (10.0.0.5:51234)`, or the address alone.
    private static func who(_ user: String?, _ address: String) -> String {
        user.map { "\($0) (\(address))" } ?? address
    }

    /// How sure the gateway is that the holder is still there; nil where it cannot know.
    private static func liveness(of holder: HolderStatus) -> String? {
        let heard = holder.lastHeardMilliseconds
            .map { "heard \(Duration.milliseconds($0).text) ago" }
        guard let count = holder.probesUnanswered, count > 0 else { return heard }
        let ofMax = holder.probesMax.map { " of \($0)" } ?? (count == 1 ? " probe" : " probes")
        let silence = "not answering, \(count)\(ofMax)"
        return heard.map { "\(silence), \($0)" } ?? silence
    }
}
