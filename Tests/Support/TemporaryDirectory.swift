// A fresh directory for one thing of one test, short enough for a unix socket's path. Nobody
// removes it but whoever made it.

import Foundation
import Glibc

/// A directory under /tmp that nobody else can enter.
public struct TemporaryDirectory: Sendable {
    /// Its absolute path.
    public let path: String

    /// Makes it.
    public init() throws {
        var template = Array("/tmp/hotseat-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemCallFailure("mkdtemp") }
        path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    }

    /// The path of something in it.
    public func path(_ name: String) -> String { "\(path)/\(name)" }

    /// The whole of a file in it; empty if it is not there.
    public func bytes(_ name: String) -> [UInt8] {
        FileManager.default.contents(atPath: path(name)).map { [UInt8]($0) } ?? []
    }

    /// The whole of a file in it as text.
    public func text(_ name: String) -> String {
        String(decoding: bytes(name), as: UTF8.self)
    }

    /// Takes it away with everything in it.
    public func remove() {
        try? FileManager.default.removeItem(atPath: path)
    }
}

extension TemporaryDirectory: BenchItem {
    public var testimony: String { "" }
}
