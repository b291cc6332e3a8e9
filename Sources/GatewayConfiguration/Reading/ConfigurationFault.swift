// One thing that is wrong with a configuration file, said to the person who wrote it. The sentences
// are made where the fault is found; those that several kinds of value share, in `FaultLog`.

/// One thing that is wrong with a configuration file.
public struct ConfigurationFault: Sendable, Equatable, CustomStringConvertible {
    /// The file, as it was named.
    public let file: String
    /// Where in the file; nil where the file could not be read at all.
    public let position: TextPosition?
    /// What is wrong and what would be right.
    public let sentence: String

    /// Counted from 1.
    public var line: Int? { position?.line }
    /// Counted from 1, in Unicode scalars.
    public var column: Int? { position?.column }

    /// `FILE:LINE:COLUMN: sentence`, or `FILE: sentence`.
    public var description: String {
        position.map { "\(file):\($0): \(sentence)" } ?? "\(file): \(sentence)"
    }
}
