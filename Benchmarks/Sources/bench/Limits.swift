// What is too slow, by the name of the figure. Read from `limits.json`, beside the manifest; a
// figure that is not there may be as slow as it is.

import Foundation

/// The limits by name.
struct Limits {
    private let byName: [String: Double]

    static func read() throws -> Limits {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
        let file = folder.appending(path: "../../limits.json")
        let bytes = try Data(contentsOf: file)
        return Limits(byName: try JSONDecoder().decode([String: Double].self, from: bytes))
    }

    subscript(name: String) -> Double? { byName[name] }
}
