// A device's settings as the rules of its lease. What of them is about bytes and sockets, the
// runner reads from the settings itself.

import GatewayConfiguration
import LeaseCore

extension DeviceSettings {
    /// Whether there may be clients that are told every change of their place.
    fileprivate var tellsSomebodyEverything: Bool {
        if let notices { return notices == .on }
        return (listen + listenOfPools).contains { $0.kind.usualNotices == .on }
    }
}

extension LeasePolicy {
    init(_ settings: DeviceSettings) {
        self.init(
            queueDepthMax: settings.queueMax,
            queueTimeout: settings.queueTimeout,
            deviceReady: settings.deviceReady,
            linkLife: LinkLife(settings),
            tellsPlaces: settings.tellsSomebodyEverything
        )
        idleMax = settings.idleMax
        holdMax = settings.holdMax
        limits = settings.limits == .always ? .always : .contended
        preemption =
            switch settings.preempt {
            case .never: .never
            case .idle: .idle
            case .always: .always
            }
        preemptGrace = settings.preemptGrace
        reclaims = settings.reclaim == .on
    }
}

extension LinkLife {
    /// A serial port that is open disturbs nobody, and one that is closed hears nothing; whoever
    /// wants all that a device says in a log wants it heard at night too. No other device is
    /// connected to before somebody wants it.
    fileprivate init(_ settings: DeviceSettings) {
        switch (settings.link, settings.connect) {
        case (.perLease, _): self = .perLease
        case (.persistent, .serial): self = .standing
        case (.persistent, .tcp), (.persistent, .telnet), (.persistent, .demoBoard),
            (.persistent, .command):
            self = settings.log == nil ? .persistent : .standing
        }
    }
}
