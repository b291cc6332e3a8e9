// Where a contestant runs: the addresses it is to use, and a directory for its files. The hosts
// themselves are made by Lab.

import GatewayTestSupport

/// What a contestant's configuration is written from.
struct Site: Sendable {
    /// Where clients connect to.
    let gateway: TCPAddress
    /// Where the device is.
    let device: TCPAddress
    /// The network of all of them.
    let network: String
    /// A directory of its own, with its files in it.
    let directory: String
    let tuning: Tuning
}
