// Whether bytes that reached the device may: nothing that was typed in line unless it was held for
// one who is there, nothing of one who has left, nothing beside another's.

import LeaseCore

extension Auditor {
    mutating func audit(_ delivery: Delivery) throws(Violation) {
        let session = delivery.session
        guard let stay = stay(of: session), let lease = stay.lease else {
            throw Violation(rule: .cleanLine, detail: "\(session.text)'s bytes came, without it")
        }
        try require(
            link == .open && (bytesOnLine ?? session) == session,
            .cleanLine,
            "\(session.text)'s bytes came on a link that is \(bytesOnLine.text)'s yet"
        )
        try require(lease.inputStarted, .input, "\(session.text)'s bytes went to the device")
        for keystroke in delivery.keystrokes {
            try require(
                mayPass(keystroke, stay),
                .typeAhead,
                "what \(session.text) typed \(keystroke.standing) reached the device"
            )
        }
        bytesOnLine = session
    }

    private func mayPass(_ keystroke: Keystroke, _ stay: Stay) -> Bool {
        // Whoever is there has typed for the device from the first, where that is held.
        if holdsTypeAhead { return true }
        return switch keystroke.standing {
        case .holder: keystroke.grants == stay.grants
        case .next: stay.grants == 1
        case .inLine: false
        }
    }
}
