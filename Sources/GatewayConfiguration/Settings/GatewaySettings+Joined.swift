// Which devices pools join, directly or by way of others: those that have an event loop in common.
// Which loop that is, and what happens on it, is the gateway's.

extension GatewaySettings {
    /// The names of devices that pools join, a list for each set that has nothing to do with the
    /// others; in the order of the pools.
    public var devicesJoinedByPools: [[String]] {
        pools.reduce(into: []) { sets, pool in
            let met = sets.filter { !Set($0).isDisjoint(with: pool.devices) }
            sets.removeAll { met.contains($0) }
            let known = met.flatMap(\.self)
            sets.append(known + pool.devices.filter { !known.contains($0) })
        }
    }
}
