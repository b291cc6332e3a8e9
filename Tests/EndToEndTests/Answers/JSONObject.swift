// JSON as a script reads it: keys and values, without the gateway's own types. A test asks it for a
// key, and gets nil where the key or the type is another.

import Foundation
import GatewayTestSupport

/// An object of a JSON document.
struct JSONObject {
    let members: [String: Any]

    init(_ members: [String: Any]) {
        self.members = members
    }

    /// Reads one document.
    init(_ text: String) throws {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        guard let members = value as? [String: Any] else {
            throw Unexpected(description: "not an object: \(text)")
        }
        self.init(members)
    }

    /// Reads one object from every line.
    static func lines(_ text: String) throws -> [JSONObject] {
        try text.split(separator: "\n").map { try JSONObject(String($0)) }
    }

    /// Its keys.
    var keys: Set<String> { Set(members.keys) }

    subscript(object key: String) -> JSONObject? {
        (members[key] as? [String: Any]).map(JSONObject.init)
    }

    subscript(list key: String) -> [JSONObject]? {
        (members[key] as? [[String: Any]]).map { $0.map(JSONObject.init) }
    }

    subscript(text key: String) -> String? { members[key] as? String }

    subscript(number key: String) -> Int? { members[key] as? Int }

    /// Whether the key is there and its value is null.
    func isNull(_ key: String) -> Bool { members[key] is NSNull }
}

extension String {
    /// Whether it is a moment as JSON writes it: RFC 3339 in UTC, with milliseconds.
    var isMoment: Bool {
        wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/) != nil
    }
}

/// The columns of a session's row, which are the keys of its JSON.
let sessionColumns: Set = [
    "id", "device", "user", "address", "via", "role", "lease", "arrived_at", "granted_at",
    "ended_at", "waited_ms", "held_ms", "idle_ms", "queue_position", "end_reason", "end_side",
    "end_phase", "end_detail", "end_actor", "bytes_to_device", "bytes_from_device",
    "client_context", "transcript", "run_id",
]
