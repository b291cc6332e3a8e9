// One text file of the repository, as written. What it means is not known here: Swift is read by
// `SwiftFile`.

import Foundation

struct TextFile {
    /// From the root of the repository: `Sources/LeaseCore/LeaseEvent.swift`.
    let path: String
    let lines: [String]

    init(_ path: String, _ text: String) {
        self.path = path
        var lines = text.components(separatedBy: "\n")
        if lines.last == "" { lines.removeLast() }
        self.lines = lines
    }

    /// The last part of the path, `LeaseEvent.swift`.
    var name: String { path.components(separatedBy: "/").last ?? path }

    /// What follows the last dot of the name; "" where there is none.
    var kind: String { name.contains(".") ? name.components(separatedBy: ".").last ?? "" : "" }

    /// Code that people write and read line by line. Pages and generated files are not.
    var isCode: Bool { ["swift", "c", "h", "sh", "sql"].contains(kind) || isShell }

    /// Run by a shell: a script, or the Makefile.
    var isShell: Bool {
        kind == "sh" || name == "Makefile" || lines.first?.hasPrefix("#!/usr/bin/env bash") == true
    }
}
