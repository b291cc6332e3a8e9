// A kind of terminal, as TERM names it and as a telnet client says it (RFC 1091). A client may say
// anything: what is no such name is not taken over into a command's environment.

/// The name of a kind of terminal: `xterm-256color`.
struct TerminalType: Equatable, Sendable {
    /// What holds for a client that has not said.
    static let unknown = TerminalType(name: "xterm")

    private static let byteCountMax = 40

    let name: String

    private init(name: String) {
        self.name = name
    }

    /// Reads what a client said, in capitals or not; nil where that is no name.
    init?(said text: String) {
        let name = text.lowercased()
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isName, (1...Self.byteCountMax).contains(name.utf8.count), !name.hasPrefix(".") else {
            return nil
        }
        self.name = name
    }
}
