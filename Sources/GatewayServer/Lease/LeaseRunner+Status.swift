// The device as it is now, for `status` and the API; asked on the device's event loop. To add a
// field: a property in `DeviceStatus`, and its value here.

import GatewayAPI
import LeaseCore
import NIOCore

extension LeaseRunner {
    func status() -> DeviceStatus {
        let now = Instant.now
        return DeviceStatus(
            device: settings.name,
            description: settings.description,
            state: machine.deviceState.rawValue,
            lease: lastLease?.number,
            holder: holder.map { status(of: $0.client, $0.tenure, at: now) },
            queue: machine.queue.compactMap { session, place in
                clients[session].map {
                    WaiterStatus(
                        session: session.number,
                        position: place.position,
                        user: $0.claim.user,
                        address: $0.address,
                        via: $0.via,
                        waitedMilliseconds: (now - $0.arrived).wholeMilliseconds
                    )
                }
            },
            observers: observers.count,
            link: machine.linkState.rawValue,
            listen: listeners.map(\.text)
        )
    }

    private func status(
        of client: ClientSession,
        _ tenure: Tenure,
        at now: Instant
    ) -> HolderStatus {
        let look = holderWatch?.look()
        return HolderStatus(
            session: client.id.number,
            user: client.claim.user,
            address: client.address,
            via: client.via,
            grantedAt: Timestamp(milliseconds: client.scale.milliseconds(at: tenure.granted)),
            heldMilliseconds: (now - tenure.granted).wholeMilliseconds,
            idleMilliseconds: (now - tenure.lastInput).wholeMilliseconds,
            lastHeardMilliseconds: look?.reading.sinceHeard.wholeMilliseconds,
            probesUnanswered: look?.unansweredCount,
            probesMax: liveness.watchedProbeCount
        )
    }
}
