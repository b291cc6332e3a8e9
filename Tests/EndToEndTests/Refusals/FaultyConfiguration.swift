// Configurations with one fault each, and where the fault is. To add one, put it into the list;
// BadConfigurationTests tries each.

import Testing

/// A faulty configuration.
struct FaultyConfiguration: CustomTestStringConvertible, Sendable {
    /// What is wrong.
    let testDescription: String
    /// The YAML; `{state}` and `{control}` stand for paths of the test.
    let yaml: String
    /// The line and the column of the fault, from 1; the column nil where a reasonable program may
    /// point at the key or at its value.
    let line: Int
    let column: Int?
    /// Words that the sentence must contain.
    let words: [String]

    static let all = [
        FaultyConfiguration(
            "a misspelt key of a device",
            line: 8,
            column: 5,
            words: ["quue_max", "queue_max"],
            device: ["quue_max: 3"]
        ),
        FaultyConfiguration(
            "a wrong type",
            line: 8,
            column: nil,
            words: ["queue_max"],
            device: ["queue_max: many"]
        ),
        FaultyConfiguration(
            "a length of time without a unit",
            line: 8,
            column: nil,
            words: ["dead_peer"],
            device: ["dead_peer: soon"]
        ),
        FaultyConfiguration(
            "a dead_peer below a second",
            line: 8,
            column: nil,
            words: ["dead_peer", "1s"],
            device: ["dead_peer: 500ms"]
        ),
        FaultyConfiguration(
            "a port used twice",
            line: 10,
            column: nil,
            words: ["4711"],
            device: [],
            more: [
                "  board2:", "    connect: tcp://127.0.0.1:9", "    listen: [raw://127.0.0.1:4711]",
            ]
        ),
        FaultyConfiguration(
            "a name used twice",
            line: 8,
            column: nil,
            words: ["board1"],
            device: [],
            more: ["  board1:", "    connect: tcp://127.0.0.1:9"]
        ),
        FaultyConfiguration(
            "a device's name in capitals",
            line: 8,
            column: 3,
            words: ["Board2"],
            device: [],
            more: ["  Board2:", "    connect: tcp://127.0.0.1:9"]
        ),
        FaultyConfiguration(
            "broken YAML",
            line: 8,
            column: 16,
            words: [],
            device: ["queue_max: @3"]
        ),
    ]

    private init(
        _ testDescription: String,
        line: Int,
        column: Int?,
        words: [String],
        device: [String],
        more: [String] = []
    ) {
        self.testDescription = testDescription
        self.line = line
        self.column = column
        self.words = words
        let head = [
            "gateway:", "  state_dir: {state}", "  control: {control}", "devices:", "  board1:",
            "    connect: tcp://127.0.0.1:9", "    listen: [raw://127.0.0.1:4711]",
        ]
        yaml = (head + device.map { "    \($0)" } + more).joined(separator: "\n") + "\n"
    }
}
