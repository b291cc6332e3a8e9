// The nearest right spelling, for complaints about a word that is not one of a list. Which words
// are right is the complainer's to say.

/// A list of right words, asked about a wrong one.
public enum Spelling {
    /// The word of `words` that `text` was most likely meant to be; nil where none is near: more
    /// than a third of its letters would have to change.
    public static func nearest(to text: String, among words: [String]) -> String? {
        let measured = words.map { (word: $0, distance: distance(text, $0)) }
        guard let best = measured.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance * 3 <= max(best.word.count, 3) ? best.word : nil
    }

    /// `Did you mean …?` where a right word is near, and else all of them.
    public static func hint(for wrong: String, among words: [String]) -> String {
        if let nearest = nearest(to: wrong, among: words) { return "Did you mean '\(nearest)'?" }
        return "There are: \(words.joined(separator: ", "))."
    }

    /// How many letters have to be added, dropped, changed or swapped with their neighbour (optimal
    /// string alignment).
    private static func distance(_ left: String, _ right: String) -> Int {
        // Longer than any word there is; more would only cost time.
        let (left, right) = (Array(left.utf8.prefix(64)), Array(right.utf8.prefix(64)))
        var rows = [Array(0...right.count)]
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                let changed = rows[row][column] + (letter == other ? 0 : 1)
                var least = min(changed, rows[row][column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    least = min(least, rows[row - 1][column - 1] + 1)
                }
                current.append(least)
            }
            rows.append(current)
        }
        return rows[left.count][right.count]
    }
}
