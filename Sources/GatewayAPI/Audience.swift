// Whom an operator's words have reached: the answer to a `SayOrder`. Who may be told is decided at
// the device.

/// Those who were at a device when something was said.
public struct Audience: Codable, Hashable, Sendable {
    public var device: String
    /// How many were told.
    public var told: Int
    /// How many were not: their device's notices are off, or they read its bytes and nothing else,
    /// or they read nothing at the time.
    public var notTold: Int

    enum CodingKeys: String, CodingKey {
        case device, told
        case notTold = "not_told"
    }

    public init(device: String, told: Int, notTold: Int) {
        self.device = device
        self.told = told
        self.notTold = notTold
    }
}
