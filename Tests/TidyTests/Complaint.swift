// What a rule of the tree says when it is broken: where, and what to do about it.
// The rules themselves are the suites beside this file; each is a pure function from text to
// complaints, and is tested against the tree (it is clean) and against a planted bad sample (it is
// caught). To add a rule: add a suite with both tests.

import Testing

struct Complaint: CustomStringConvertible {
    let path: String
    /// Counted from 1; nil where the whole file is meant.
    let line: Int?
    /// What is wrong, and the remedy.
    let sentence: String

    init(_ path: String, line: Int? = nil, _ sentence: String) {
        self.path = path
        self.line = line
        self.sentence = sentence
    }

    var description: String {
        "\(path):\(line.map { "\($0):" } ?? "") \(sentence)"
    }
}

/// Fails the running test once for each complaint.
func expectNone(_ complaints: [Complaint], at location: SourceLocation = #_sourceLocation) {
    for complaint in complaints {
        Issue.record("\(complaint.description)", sourceLocation: location)
    }
}
