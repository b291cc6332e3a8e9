// Finds what somebody may have meant who wrote something unknown. Which words there are to choose
// from is the caller's affair.

/// What somebody may have meant.
enum NearSpelling {
    /// The one of `candidates` that is nearest to `word`, if one is near: at most a third of the
    /// word is wrong. The first of several equally near ones.
    static func of(_ word: String, among candidates: [String]) -> String? {
        let written = Array(word.lowercased().unicodeScalars)
        let distanceMax = min(3, max(1, written.count / 3))
        return candidates.map { ($0, distance(written, Array($0.unicodeScalars))) }
            .filter { $0.1 <= distanceMax }
            .min { $0.1 < $1.1 }?.0
    }

    /// `of(_:among:)` as the end of a sentence.
    static func hint(_ word: String, among candidates: [String]) -> String? {
        of(word, among: candidates).map { "did you mean '\($0)'?" }
    }

    /// Letters left out, put in, mistaken for another, or swapped with the next: the least number
    /// of such slips between the two (optimal string alignment).
    static func distance<Element: Equatable>(_ one: [Element], _ other: [Element]) -> Int {
        var rows = [Array(0...other.count)]
        for (i, element) in one.enumerated() {
            var row = [i + 1]
            for (j, candidate) in other.enumerated() {
                let replaced = rows[i][j] + (element == candidate ? 0 : 1)
                row.append(min(rows[i][j + 1] + 1, row[j] + 1, replaced))
                if i > 0, j > 0, element == other[j - 1], one[i - 1] == candidate {
                    row[j + 1] = min(row[j + 1], rows[i - 1][j - 1] + 1)
                }
            }
            rows.append(row)
        }
        return rows[one.count][other.count]
    }
}
