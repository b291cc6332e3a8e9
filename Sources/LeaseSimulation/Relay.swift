// What becomes of the bytes that clients type, by the gateway's reading of the actions: thrown away
// in line (or held, with `type_ahead: hold`), kept of who is next, passed on from `startInput`, and
// withdrawn at the end. It knows no rule: whether bytes may reach the device, the auditor says.

import LeaseCore

/// The gateway's way with bytes for the device.
struct Relay: Hashable, Sendable {
    struct Input: Hashable, Sendable {
        enum Use: Hashable, Sendable {
            case discarded, kept, passedOn
        }

        var use = Use.discarded
        /// What has been read and waits for the device.
        var kept: [Keystroke] = []
        /// What the socket held at the grant was typed in line.
        var unreadIsStale = false
        var hasWaited = false
    }

    /// `type_ahead: hold`.
    let holdsTypeAhead: Bool
    private var inputs: [SessionID: Input] = [:]

    init(holdsTypeAhead: Bool) {
        self.holdsTypeAhead = holdsTypeAhead
    }

    /// Takes what was read from a client's socket. Returns what of it reaches the device at once.
    mutating func read(_ keystrokes: [Keystroke], from session: SessionID) -> Delivery? {
        guard var input = inputs[session], !keystrokes.isEmpty else { return nil }
        defer { inputs[session] = input }
        if input.unreadIsStale {
            input.unreadIsStale = false
            return nil
        }
        switch input.use {
        case .discarded: return nil
        case .kept:
            input.kept += keystrokes.filter { !input.kept.contains($0) }
            return nil
        case .passedOn: return Delivery(session: session, keystrokes: keystrokes)
        }
    }

    /// What is typed goes by another device's rule from now on.
    mutating func leave(_ session: SessionID) { inputs[session] = nil }
    mutating func join(_ session: SessionID) {
        inputs[session] = Input(use: holdsTypeAhead ? .kept : .discarded, hasWaited: true)
    }

    /// Carries one action out. Returns what reaches the device by it.
    mutating func carryOut(_ action: LeaseAction) -> Delivery? {
        switch action {
        case .expect(let session): inputs[session] = Input(use: .kept, hasWaited: true)
        case .enqueue(let session, _):
            inputs[session] = Input(use: holdsTypeAhead ? .kept : .discarded, hasWaited: true)
        case .grant(let session):
            var input = inputs[session] ?? Input()
            input.unreadIsStale = input.use == .discarded && input.hasWaited
            input.use = .kept
            inputs[session] = input
        case .passOver(let session):
            if !holdsTypeAhead { inputs[session] = Input(hasWaited: true) }
        case .startInput(let session):
            guard var input = inputs[session] else { return nil }
            defer { inputs[session] = input }
            input.use = .passedOn
            let delivery = Delivery(session: session, keystrokes: input.kept)
            input.kept = []
            return delivery.keystrokes.isEmpty ? nil : delivery
        case .end(let ending): inputs[ending.session] = nil
        case .tell, .startOutput, .openLink, .releaseLink, .clearLine, .tellTrial, .warn,
            .announceDown:
            break
        }
        return nil
    }
}
