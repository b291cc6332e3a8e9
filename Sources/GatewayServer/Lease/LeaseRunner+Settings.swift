// New settings for a device at work, and its way out where they have it no more. Nobody who holds
// is cut: what is about bytes and times counts at once, what is about the link at the next lease.

import GatewayConfiguration
import LeaseCore
import Logging
import NIOCore

extension LeaseRunner {
    /// The one door for settings. `makeLink` is nil where the device is reached as before;
    /// `listeners` are those that are not there yet, bound and not accepting.
    func apply(
        _ settings: DeviceSettings,
        makeLink: Gateway.LinkMaker?,
        listeners fresh: [ClientListener]
    ) {
        guard !isStopping else {
            for listener in fresh { listener.channel.close(promise: nil) }
            return
        }
        let before = self.settings
        replace(settings, makeLink)
        replaceListeners(fresh)
        keepDeviceLog()
        if before.deadPeer != settings.deadPeer { applyLiveness() }
        for client in clients.values { client.letPause(for: settings.clientStall) }
        keepArrivalRate()
        for client in clients.values where client.isInLine { keepTypeAhead(of: client) }
        if before != settings { handle(.policyChanged(LeasePolicy(settings))) }
        leaveIdleOutdatedLink()
        comeBack()
        // For a link that stands it is the beginning.
        if service == .open { handle(.resumeRequested) }
    }

    /// The old ports close; whoever came by them stays.
    private func replaceListeners(_ fresh: [ClientListener]) {
        listeners = ClientListener.replace(listeners, by: settings.listen, fresh, log)
    }

    /// Who has come too fast is let in again only where the limit is another.
    private func keepArrivalRate() {
        let rate = ArrivalRate(clientsPerAddressMax: entrance.census.clientsPerAddressMax)
        if rate.burstMax != arrivalRate.burstMax { arrivalRate = rate }
    }

    private func applyLiveness() {
        for listener in listeners {
            if let descriptor = listener.channel.descriptor {
                liveness.applyUnwatched(to: descriptor)
            }
        }
        for client in clients.values {
            switch client.stage {
            case .arriving: liveness.applyUnwatched(to: client.descriptor)
            case .live where client.id == machine.holder:
                stopWatch()
                watch(client, askedBefore: nil)
            case .live:
                client.endVigil()
                keepVigil(over: client, until: .heard(after: .now))
            case .observing: watchObserverAnew(client)
            case .leaving: client.farewell?.watchAnew()
            case .lost, .closed: break
            }
        }
    }

    /// A device that was to go, and is in the settings again.
    private func comeBack() {
        guard service == .removed else { return }
        log.notice("the configuration has the device again")
        cancelRemoval()
        service = standingService
    }

    /// What the record says of the device's service.
    var standingService: Service {
        journal.drains[settings.name].map { .drained(by: $0.actor) } ?? .open
    }

    /// Before the first client: a device that was drained is not in service after a restart.
    func beginService() {
        service = standingService
        guard service != .open else { return }
        log.notice("the device is out of service")
        handle(.drainRequested)
    }
}
