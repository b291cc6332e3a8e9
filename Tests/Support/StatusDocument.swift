// What `hotseat status --json` and GET /v1/devices say, as far as the tests read it. That the keys
// are spelt so, and that none is missing, has a test of its own.

import Foundation

/// The whole answer.
public struct StatusDocument: Decodable, Sendable {
    public let gateway: Gateway
    public let devices: [Device]
    public let pools: [Pool]

    public struct Gateway: Decodable, Sendable {
        public let name: String
        public let version: String
        public let startedAt: String
    }

    public struct Device: Decodable, Sendable {
        public let device: String
        public let state: String
        public let lease: Int?
        public let holder: Holder?
        public let queue: [Waiter]
        public let observers: Int
        public let link: String
        public let listen: [String]
    }

    public struct Pool: Decodable, Sendable {
        public let pool: String
        public let devices: [String]
        public let listen: [String]
    }

    public struct Holder: Decodable, Sendable {
        public let session: Int
        public let user: String?
        public let address: String
        public let via: String
        public let grantedAt: String
        public let heldMs: Int
        public let idleMs: Int
        public let lastHeardMs: Int?
        public let probesUnanswered: Int?
    }

    public struct Waiter: Decodable, Sendable {
        public let session: Int
        public let position: Int
        public let user: String?
        public let address: String
        public let via: String
        public let waitedMs: Int
    }

    /// Reads it.
    public init(json: String) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Self.self, from: Data(json.utf8))
    }
}
