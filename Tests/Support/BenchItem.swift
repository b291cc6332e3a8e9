// What a thing must be able to do to stand on a test's bench: say what it saw, and be taken down.
// Devices, gateways, clients and namespaces are such things.

/// Something that a test sets up.
public protocol BenchItem: Sendable {
    /// What it saw, for whoever reads a failure; empty if nothing.
    var testimony: String { get }
    /// Takes it down. Called once, also when it is down already.
    func remove()
}
