// The repository this test was built from, read once. Everything that is text is in it, except what
// is built or fetched. To leave something else out: name it in `passedOver`.

import Foundation

struct SourceTree: Sendable {
    static let here = SourceTree(root: root)

    let files: [TextFile]
    /// `Package.swift` and all Swift below `Sources`, `Tests`, `Benchmarks` and `Fuzzing`.
    let swiftFiles: [SwiftFile]

    private static let passedOver: Set<String> = [".git", ".build", ".swiftpm", "__pycache__"]

    /// Where `Package.swift` lies, found from this file's own place.
    private static var root: String {
        URL(filePath: #filePath)
            .deletingLastPathComponent()
            .deletingLastPathComponent()
            .deletingLastPathComponent()
            .path
    }

    private init(root: String) {
        var files: [TextFile] = []
        let walk = FileManager.default.enumerator(atPath: root)
        while let path = walk?.nextObject() as? String {
            if Self.passedOver.contains(path.components(separatedBy: "/").last ?? path) {
                walk?.skipDescendants()
            } else if let content = FileManager.default.contents(atPath: "\(root)/\(path)"),
                !content.contains(0), let text = String(bytes: content, encoding: .utf8)
            {
                files.append(TextFile(path, text))
            }
        }
        self.files = files.sorted { $0.path < $1.path }
        swiftFiles = self.files.filter { $0.kind == "swift" }.map(SwiftFile.init)
    }

    /// The file at a path from the root, if it is there.
    func file(_ path: String) -> TextFile? { files.first { $0.path == path } }

    /// All Swift files below a folder, `Sources/LeaseCore/` with its last slash.
    func swiftFiles(below folder: String) -> [SwiftFile] {
        swiftFiles.filter { $0.path.hasPrefix(folder) }
    }
}
