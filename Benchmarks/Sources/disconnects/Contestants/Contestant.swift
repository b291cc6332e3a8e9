// What the lab must know of a gateway to compare it: its files, its command line, how a client gets
// in touch with it and knows that it is on. To add one: a file with a type like the others here,
// and its place in `Contestants.all`.

import GatewayTestSupport

/// A gateway, or what stands in for one.
protocol Contestant: Sendable {
    /// The name of its column.
    var name: String { get }
    /// The Debian package it is from; nil for those that are not.
    var package: String? { get }
    /// Whether it keeps its link to the device between clients.
    var keepsLink: Bool { get }
    /// Whether it has no keys of its own for dead peers, so that its host's are set.
    var needsHostSettings: Bool { get }
    /// How soon a client that was turned away comes again.
    var retry: Duration { get }

    /// Its files, by name.
    func files(for site: Site) -> [String: String]
    /// Its command line, in the foreground; nil if there is nothing to start.
    func command(at site: Site) -> [String]?
    /// The port that shows that it is ready.
    func port(at site: Site) -> UInt16
    /// Gets in touch, up to where it must wait.
    func knock(at site: Site, _ buffers: Buffers) throws -> LineClient
    /// Waits until the client reads the device's first byte.
    func waitUntilOn(_ line: LineClient, within duration: Duration) throws
}

extension Contestant {
    var keepsLink: Bool { false }
    var needsHostSettings: Bool { false }
    var retry: Duration { .milliseconds(10) }

    func port(at site: Site) -> UInt16 { site.gateway.port }

    func knock(at site: Site, _ buffers: Buffers) throws -> LineClient {
        try LineClient.connect(
            to: site.gateway,
            receiveBufferBytes: buffers.receiveBytes,
            sendBufferBytes: buffers.sendBytes
        )
    }

    func waitUntilOn(_ line: LineClient, within duration: Duration) throws {
        try line.read(until: FakeDevice.prompt, within: duration)
    }
}
