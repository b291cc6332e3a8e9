// Whether the facts about each session make one whole row, in order: it arrives, is granted the
// lease or not, may be passed over and granted it again, and ends once.

import LeaseCore

extension Auditor {
    mutating func audit(_ fact: RecordedFact) throws(Violation) {
        let row = rows[fact.session]
        let next: Row? =
            switch (row, fact) {
            case (nil, .arrived), (.granted, .passedOver): .waiting
            case (.waiting, .granted): .granted
            default: nil
            }
        let isEnd = row != nil && fact == .ended(fact.session)
        try require(
            next != nil || isEnd,
            .wholeRow,
            "\(fact) after \(row.map { "\($0)" } ?? "nothing")"
        )
        if case .arrived(let session) = fact {
            try require(
                lastRow.map { $0 < session } ?? true,
                .wholeRow,
                "\(session.text) has a second row"
            )
            lastRow = session
        }
        rows[fact.session] = next
    }

    /// Whoever is here has an open row, granted if it holds, and nobody else has: none is left when
    /// all have gone.
    func auditRows() throws(Violation) {
        let here = Set(stays.map(\.session))
        if let session = here.symmetricDifference(rows.keys).min() {
            let what = rows[session] == nil ? "has no open row" : "has left, and its row is open"
            throw Violation(rule: .wholeRow, detail: "\(session.text) \(what)")
        }
        for (session, row) in rows {
            try require(
                (row == .granted) == (session == holder),
                .wholeRow,
                "\(session.text)'s row says \(row)"
            )
        }
    }
}
