// Sessions recorded a second: an arrival, a grant and an end each, through the one writer, to disk,
// with `durability: normal`.

import Foundation
import GatewayAPI
import History
import LeaseCore

enum Recording {
    private static let sessionsPerRun = 10_000
    private static let runCount = 5

    static func measure() async throws -> Figure {
        var samples: [Double] = []
        for run in 0..<runCount {
            let folder = NSTemporaryDirectory() + "hotseat-bench-\(getpid())-record-\(run)"
            try FileManager.default.createDirectory(
                atPath: folder,
                withIntermediateDirectories: true
            )
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let history = try HistoryDatabase.open(
                stateDirectory: folder,
                gateway: "bench",
                version: GatewayVersion.text
            )
            let start = ContinuousClock.now
            for _ in 0..<sessionsPerRun { recordOne(in: history) }
            try await history.close(within: .seconds(60))
            samples.append(Double(sessionsPerRun) / ((ContinuousClock.now - start) / .seconds(1)))
        }
        return Figure("sessions_recorded_per_s", samples, .moreIsBetter)
    }

    private static func recordOne(in history: HistoryDatabase) {
        let session = history.nextSession()
        let lease = history.nextLease() ?? LeaseNumber(0)
        let now: Int64 = 1_800_000_000_000 + session.number
        history.record(
            .arrived(
                SessionArrival(
                    session: session,
                    device: "board1",
                    user: nil,
                    address: "10.0.0.5:50123",
                    via: "raw",
                    arrivedAt: now,
                    queuePosition: 1
                )
            )
        )
        let grant = SessionGrant(
            session: session,
            lease: lease,
            grantedAt: now + 5,
            waitedMilliseconds: 5
        )
        history.record(grant) { _ in }
        history.record(
            .ended(
                SessionEnd(
                    session: session,
                    role: .holder,
                    endedAt: now + 25,
                    waitedMilliseconds: 5,
                    heldMilliseconds: 20,
                    idleMilliseconds: 0,
                    reason: .clientClosed,
                    phase: .holding,
                    detail: nil,
                    actor: nil,
                    bytesToDevice: 9,
                    bytesFromDevice: 120
                )
            )
        )
    }
}
