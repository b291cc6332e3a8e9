// Everything that is wrong with a configuration file: what `ConfigurationFile.read` throws. One
// fault is a `ConfigurationFault`.

/// Everything that is wrong with a configuration file; never empty.
public struct ConfigurationFaults: Error, Sendable, Equatable, CustomStringConvertible {
    /// In the order of the file.
    public let faults: [ConfigurationFault]

    /// One fault a line.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
