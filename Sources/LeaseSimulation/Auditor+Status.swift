// Whether what the machine tells the outside about itself is what the auditor has seen: its state,
// its link, its holder and its line.

import LeaseCore

extension Auditor {
    func auditStatus(of decider: some LeaseDecider) throws(Violation) {
        try require(
            decider.isStopped == (isStopping && link == .closed),
            .shutdown,
            decider.isStopped ? "it stopped too early" : "it has not stopped"
        )
        try requireStatus("link", decider.linkState.rawValue, link.told.rawValue)
        try requireStatus("device", decider.deviceState.rawValue, deviceState.rawValue)
        try requireStatus("holder", decider.holder.text, holder.text)
        let queue = decider.queue.map { "\($0.session.text) is \($0.place.text)" }
        try requireStatus("queue", "\(queue)", "\(self.queue)")
    }

    private func requireStatus(
        _ what: String,
        _ told: String,
        _ seen: String
    ) throws(Violation) {
        try require(told == seen, .status, "the \(what) is told as \(told), and is \(seen)")
    }

    private var deviceState: DeviceState {
        if isDrained {
            let isVacant = isDown || holder == nil && (link == .closed || link == .open)
            return isVacant ? .drained : .draining
        }
        if isDown { return .down }
        return switch link {
        case .closed: holder == nil ? .free : .connecting
        case .opening: .connecting
        case .open: holder == nil ? .free : .held
        case .clearing, .closing: .releasing
        }
    }

    private var queue: [String] {
        let line = line
        let first = next.map { ["\($0.text) is 0 of \(line.count)"] } ?? []
        return first
            + line.enumerated().map { "\($1.session.text) is \($0 + 1) of \(line.count)" }
    }
}
