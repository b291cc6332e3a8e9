// Migrations run in the order of their numbers, on databases of every age: no number is missing,
// none is used twice. What they do is the tests' of `History`.

import Testing

@Suite struct MigrationNameTests {
    @Test func `every migration is NNNN_what.sql, and none is missing`() {
        let folder = "migrations/"
        let paths = SourceTree.here.files.map(\.path).filter { $0.hasPrefix(folder) }
        expectNone(Self.complaints(about: paths.map { String($0.dropFirst(folder.count)) }))
    }

    static func complaints(about names: [String]) -> [Complaint] {
        names.sorted().enumerated().compactMap { index, name in
            let digits = String(index + 1)
            let number = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
            let what = name.dropFirst(5).dropLast(".sql".count)
            let isTidy =
                name.hasPrefix("\(number)_") && name.hasSuffix(".sql") && !what.isEmpty
                && what.allSatisfy { $0.isASCII && ($0.isLowercase || $0.isNumber || $0 == "_") }
            let sentence =
                "should be \(number)_what.sql, in lower case: number it after the last one"
            return isTidy ? nil : Complaint("migrations/\(name)", sentence)
        }
    }

    @Test(arguments: [
        (["0001_sessions.sql", "0002_daily_totals.sql"], 0), (["0002_sessions.sql"], 1),
        (["0001_a.sql", "0003_c.sql"], 1), (["0001_a.sql", "0001_b.sql"], 1),
        (["1_a.sql"], 1), (["0001_A.sql"], 1), (["0001_a.txt"], 1), (["0001_.sql"], 1), ([], 0),
    ])
    func `a gap, a number used twice and a strange name are caught`(names: [String], count: Int) {
        #expect(Self.complaints(about: names).count == count)
    }
}
