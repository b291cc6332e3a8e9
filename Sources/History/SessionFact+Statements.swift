// How each fact changes the record: one statement or two a fact, prepared once. To add a fact: its
// arm in `write` and its statement below.

import FoundationEssentials
import GRDB
import LeaseCore

extension SessionFact {
    /// Writes this fact into the record of `run`.
    func write(_ database: Database, _ run: GatewayRun) throws {
        switch self {
        case .arrived(let arrival): try arrival.write(database, run)
        case .passedOver(let session, let at):
            try Self.writePassedOver(database, session, at: at)
        case .moved(let session, let device, let at):
            try Self.writeMoved(database, session, to: device, at: at)
        case .ended(let end): try end.write(database)
        case .noted(let note): try note.write(database)
        }
    }

    /// The row is of the device that it waits for now; where it came from is kept as an event.
    private static func writeMoved(
        _ database: Database,
        _ session: SessionID,
        to device: String,
        at: Int64
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO session_events (session_id, at, kind, detail)
                SELECT id, ?, 'moved', device || ' to ' || ? FROM sessions WHERE id = ?
                """
        ).execute(arguments: [at, device, session.number])
        try database.cachedStatement(sql: "UPDATE sessions SET device = ? WHERE id = ?")
            .execute(arguments: [device, session.number])
    }

    /// The lease has gone on; that there was one is kept as an event.
    private static func writePassedOver(
        _ database: Database,
        _ session: SessionID,
        at: Int64
    ) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO session_events (session_id, at, kind, detail)
                SELECT id, ?, 'passed_over', 'lease ' || lease FROM sessions WHERE id = ?
                """
        ).execute(arguments: [at, session.number])
        try database.cachedStatement(
            sql: """
                UPDATE sessions SET role = 'waiter', lease = NULL, granted_at = NULL,
                    waited_ms = NULL
                WHERE id = ?
                """
        ).execute(arguments: [session.number])
    }
}

extension SessionArrival {
    fileprivate func write(_ database: Database, _ run: GatewayRun) throws {
        try database.cachedStatement(
            sql: """
                INSERT INTO sessions
                    (id, device, user, address, via, role, arrived_at, queue_position,
                    client_context, run_id)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET device = excluded.device, user = excluded.user,
                    role = excluded.role, queue_position = excluded.queue_position,
                    client_context = excluded.client_context
                """
        ).execute(arguments: [
            session.number, device, user, address, via, role.rawValue, arrivedAt, queuePosition,
            try clientContext.jsonText, run.id,
        ])
    }
}

extension [String: String] {
    /// A JSON object with its keys in order; nil where nothing is known.
    fileprivate var jsonText: String? {
        get throws {
            guard !isEmpty else { return nil }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}

extension SessionGrant {
    func write(_ database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE sessions SET role = 'holder', lease = ?, granted_at = ?, waited_ms = ?
                WHERE id = ?
                """
        ).execute(arguments: [lease.number, grantedAt, waitedMilliseconds, session.number])
    }
}

extension SessionEnd {
    fileprivate func write(_ database: Database) throws {
        try database.cachedStatement(
            sql: """
                UPDATE sessions SET role = ?, ended_at = ?, waited_ms = ?, held_ms = ?,
                    idle_ms = ?, end_reason = ?, end_side = ?, end_phase = ?, end_detail = ?,
                    end_actor = ?, bytes_to_device = ?, bytes_from_device = ?,
                    client_context = COALESCE(?, client_context)
                WHERE id = ?
                """
        ).execute(arguments: [
            role.rawValue, endedAt, waitedMilliseconds, heldMilliseconds,
            idleMilliseconds, reason.rawValue, reason.side.rawValue, phase.rawValue, detail,
            actor, bytesToDevice, bytesFromDevice, try clientContext.jsonText,
            session.number,
        ])
    }
}

extension SessionNote {
    fileprivate func write(_ database: Database) throws {
        try database.cachedStatement(
            sql: "INSERT INTO session_events (session_id, at, kind, detail) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [session.number, at, kind, detail])
    }
}
