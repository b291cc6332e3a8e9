// Faults that a pool's way with its waiters could have, each with a rule that it breaks: proof that
// the auditor would notice. To add one: a case with its rule, and what it does in `moves`.

import LeaseCore
import LeaseSimulation

enum PoolFault: CaseIterable {
    case nobodyMoves, ownBeforeOthers, staysInItsLine, getsLost

    var rule: Rule {
        switch self {
        case .ownBeforeOthers: .poolOrder
        case .nobodyMoves: .poolFree
        case .staysInItsLine, .getsLost: .oneLine
        }
    }

    var moves: PoolMoves {
        var moves = PoolMoves()
        switch self {
        case .nobodyMoves: moves.visitor = { _, _, _, _, _ in nil }
        case .ownBeforeOthers:
            moves.visitor = { line, device, machine, event, now in
                machine.queue.isEmpty
                    ? line.visitor(to: device, of: machine, before: event, at: now) : nil
            }
        case .staysInItsLine: moves.withdraws = false
        case .getsLost: moves.joins = false
        }
        return moves
    }
}
