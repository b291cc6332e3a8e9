// The repository speaks of itself alone: a page that is named is there to be read, and no place is
// named that only its authors can see.

import Foundation
import Testing

@Suite struct OutsideTests {
    /// Places and tools that only whoever wrote it has.
    static let places = ["work", ".library"].map { "/\($0)/" } + ["issues \("show")"]
    /// Only a test may speak of a home.
    static let homes = ["/\("root")/"]

    @Test func `every page that is named is in the repository`() {
        let paths = Set(SourceTree.here.files.map(\.path))
        expectNone(SourceTree.here.files.flatMap { Self.complaints(aboutPagesIn: $0, paths) })
    }

    @Test func `no place on an author's machine is named`() {
        expectNone(SourceTree.here.files.flatMap(Self.complaints))
    }

    static func complaints(aboutPagesIn file: TextFile, _ paths: Set<String>) -> [Complaint] {
        let names = Set(paths.map { $0.components(separatedBy: "/").last ?? $0 })
        return file.lines.enumerated().filter { $1.contains(".md") }.flatMap { index, line in
            line.split { !($0.isLetter || $0.isNumber || "._-/".contains($0)) }
                .map { $0.hasSuffix(".") ? String($0.dropLast()) : String($0) }
                .filter { $0.hasSuffix(".md") && $0 != ".md" && !$0.hasPrefix("//") }
                .filter {
                    !names.contains($0) && !paths.contains($0)
                        && !paths.contains(target(of: $0, in: file))
                }
                .map {
                    let sentence = "names \($0), which is not here: say the fact itself"
                    return Complaint(file.path, line: index + 1, sentence)
                }
        }
    }

    /// What a link in a page leads to, from the root of the repository.
    private static func target(of link: String, in file: TextFile) -> String {
        var parts = file.path.components(separatedBy: "/").dropLast()
        for part in link.components(separatedBy: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }

    static func complaints(about file: TextFile) -> [Complaint] {
        let places = file.path.hasPrefix("Tests/") ? places : places + homes
        return file.lines.enumerated().flatMap { index, line in
            places.filter { names(line, place: $0) }.map {
                Complaint(
                    file.path,
                    line: index + 1,
                    "names what only its authors can see (\($0)): say the fact itself, or name the "
                        + "place from the root of the repository"
                )
            }
        }
    }

    /// Where the place is not the middle of a longer path.
    private static func names(_ line: String, place: String) -> Bool {
        guard let found = line.range(of: place) else { return false }
        guard let before = line[..<found.lowerBound].last else { return true }
        return !(before.isLetter || before.isNumber || "._-".contains(before))
    }

    @Test func `a page that is not here is caught`() {
        let (here, beside, above, nowhere) = ("A", "B", "C", "D")
        let page = TextFile(
            "docs/\(here).md",
            "see \(beside).md, [c](../\(above).md).\nOr `docs/\(nowhere).md`."
        )
        let paths: Set = ["docs/\(here).md", "docs/\(beside).md", "\(above).md"]
        #expect(Self.complaints(aboutPagesIn: page, paths).map(\.line) == [2])
    }

    @Test(arguments: places + homes)
    func `a place on an author's machine is caught`(place: String) {
        let page = TextFile("a.sh", "cd docs\(place)x\nls \(place)x")
        #expect(Self.complaints(about: page).map(\.line) == [2])
    }
}
