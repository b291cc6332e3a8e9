// How the record of sessions is kept. The record itself is not here.
// To add a setting: a property with its default here, a row in `SettingKeys.history`.

/// How the record of sessions is kept.
public struct HistorySettings: Sendable, Equatable {
    /// What a recorded session survives.
    public var durability = Durability.normal
    /// Rows that wait in memory while the disk cannot be written; 1 or more.
    public var journalMax = 100_000

    /// The defaults.
    public init() {}

    /// What a recorded session survives.
    public enum Durability: String, Sendable, CaseIterable {
        /// The end of the process, `kill -9` included.
        case normal
        /// A power cut too.
        case full
    }
}
