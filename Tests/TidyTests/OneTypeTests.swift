// One type a file, named after it, so that the folder is the table of contents.
// `Type+Aspect.swift` holds extensions of a type; what is private to a file needs none of its own.

import Testing

@Suite struct OneTypeTests {
    @Test func `every file holds the type it is named after, and no other`() {
        expectNone(SourceTree.here.swiftFiles.flatMap(Self.complaints))
    }

    static func complaints(about file: SwiftFile) -> [Complaint] {
        guard !["Package.swift", "main.swift"].contains(file.file.name) else { return [] }
        let types = file.types.filter { $0.isTopLevel && !$0.isPrivate }
        let parts = file.stem.split(separator: "+", maxSplits: 1).map(String.init)

        let strangers = types.filter { $0.name != parts[0] || parts.count > 1 }.map {
            Complaint(
                file.path,
                line: $0.line,
                "`\($0.name)` is not what the file is named after: give it \($0.name).swift, nest "
                    + "it in the type that uses it, or make it private"
            )
        }
        if !strangers.isEmpty { return strangers }

        if parts.count > 1 {
            let extended = file.extendedTypes.map { $0.split(separator: ".").last.map(String.init) }
            return extended.contains(parts[0])
                ? []
                : [Complaint(file.path, "extends no `\(parts[0])`: name it after what it extends")]
        }
        // A test's file may be named after what it requires, and hold no type at all.
        if types.isEmpty, file.path.hasPrefix("Sources/") {
            let sentence =
                "declares no `\(parts[0])`: name it after its type, or `Type+Aspect.swift`"
            return [Complaint(file.path, sentence)]
        }
        return []
    }

    @Test(arguments: [
        ("Lease.swift", "public struct Lease { enum State {} }\nprivate struct Note {}", true),
        ("Lease.swift", "struct Lease {}\nenum LeaseState {}", false),
        ("Lease.swift", "struct Leases {}", false),
        ("Lease.swift", "extension Lease {}", false),
        ("Lease+Text.swift", "extension Lease { struct Line {} }", true),
        ("Row+Text.swift", "extension History.Row {}", true),
        ("Lease+Text.swift", "extension Lease {}\nstruct Line {}", false),
        ("Lease+Text.swift", "extension Session {}", false),
        ("main.swift", "serve()", true),
    ])
    func `a file that is not named after its one type is caught`(
        name: String,
        text: String,
        isTidy: Bool
    ) {
        #expect(Self.complaints(about: SwiftFile("Sources/A/\(name)", text)).isEmpty == isTidy)
    }
}
