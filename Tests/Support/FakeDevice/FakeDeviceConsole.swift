// The command line of the fake device: a prompt, an echo of every byte, and answers to a few lines.
// To add an answer, give it a case.

/// A board's command line, without a socket.
struct FakeDeviceConsole {
    /// What it says when a connection is there, and after each answer.
    static let prompt = Array("> ".utf8)

    private var line: [UInt8] = []

    /// What to say at once to what was typed, and what to answer after having thought about it.
    mutating func typed(_ bytes: [UInt8]) -> (echo: [UInt8], answers: [UInt8]) {
        var answers: [UInt8] = []
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"):
                answers += Array(Self.answer(to: String(decoding: line, as: UTF8.self)).utf8)
                answers += Self.prompt
                line = []
            case UInt8(ascii: "\r"): break
            default: line.append(byte)
            }
        }
        return (bytes, answers)
    }

    private static func answer(to line: String) -> String {
        switch line {
        case "": ""
        case "version": FakeDevice.version + "\r\n"
        default: "unknown: \(line)\r\n"
        }
    }
}

extension FakeDevice {
    /// What its console answers to `version`.
    public static let version = "fake board 1.0, build 4711"

    /// What its console says when it is ready for a line.
    public static let prompt = String(decoding: FakeDeviceConsole.prompt, as: UTF8.self)
}
