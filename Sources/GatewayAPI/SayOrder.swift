// What an operator says to those who are at a device: the body of a `say` order. What comes back is
// an `Audience`.

/// A line for everybody at a device.
public struct SayOrder: Codable, Hashable, Sendable {
    /// At most `textBytesMax` bytes of it are said.
    public var text: String
    /// Whether it is also for those with `notices: edges` who read the device's bytes, and are told
    /// nothing between grant and end otherwise.
    public var insists: Bool

    /// How much of the text is said: a line of a terminal or two.
    public static let textBytesMax = 200

    enum CodingKeys: String, CodingKey, CaseIterable {
        case text
        case insists = "insist"
    }

    public init(text: String, insists: Bool = false) {
        self.text = text
        self.insists = insists
    }

    /// Throws a `Problem` at a key that is none.
    public init(from decoder: any Decoder) throws {
        try OrderKeys.check(of: decoder, among: CodingKeys.self)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        text = try container.decode(String.self, forKey: .text)
        insists = try container.decodeIfPresent(Bool.self, forKey: .insists) ?? false
    }

    /// The text as a terminal and the record may have it. Throws a `Problem` where nothing of it is
    /// left.
    public func line() throws(Problem) -> String {
        if let line = text.terminalLine(bytesMax: Self.textBytesMax) { return line }
        throw Problem(
            .badRequest,
            "There is nothing to say.",
            hint: "Of a text, \(Self.textBytesMax) bytes of printable ASCII are said."
        )
    }
}
