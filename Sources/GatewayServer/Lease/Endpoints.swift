// Who is at which endpoint, across all loops: new settings may give a device's endpoint to another
// one, of another name perhaps, while the first still has it. The other one's links wait until that
// is over. Devices that one configuration has at one endpoint are there together, as it wants.
// What a device does about it is `LeaseRunner+Endpoint`'s.

import GatewayConfiguration
import NIOConcurrencyHelpers

/// Where the devices are, and where the settings have them. From any loop.
final class Endpoints: Sendable {
    /// Who is in the way.
    struct Occupant: Sendable {
        let device: String
        /// The settings that count do not have it there.
        let isFormer: Bool
    }

    /// Where the settings have a device, and since which of them.
    private struct Claim {
        let place: String
        let since: Int
    }

    /// Where a device is.
    private struct Stay {
        let device: String
        let place: String
        /// The first settings that do not have it there; nil: those that count do.
        var over: Int?
    }

    private struct Present {
        /// How often settings began to count.
        var settingsCount = 0
        /// By runner, as all of them.
        var claims: [ObjectIdentifier: Claim] = [:]
        var stays: [ObjectIdentifier: Stay] = [:]
        /// Who waits for a place, one at most of a device's.
        var waiting: [ObjectIdentifier: (place: String, wake: @Sendable () -> Void)] = [:]
    }

    private let present = NIOLockedValueBox(Present())

    /// New settings count from here on.
    func assign(_ endpoints: [(runner: ObjectIdentifier, endpoint: DeviceEndpoint)]) {
        let woken = present.withLockedValue { present in
            present.settingsCount += 1
            let (count, before) = (present.settingsCount, present.claims)
            present.claims = [:]
            for (runner, endpoint) in endpoints {
                guard let place = endpoint.place else { continue }
                let kept = before[runner].flatMap { $0.place == place ? $0 : nil }
                present.claims[runner] = kept ?? Claim(place: place, since: count)
            }
            for (runner, stay) in present.stays {
                let isClaimed = present.claims[runner]?.place == stay.place
                present.stays[runner]?.over = isClaimed ? nil : stay.over ?? count
            }
            defer { present.waiting = [:] }
            return present.waiting.values.map(\.wake)
        }
        // Who was in the way may be so no more, or for another reason.
        for wake in woken { wake() }
    }

    /// The device is at the endpoint from here on, and nowhere else; or it is nowhere, because of
    /// the one who is returned. `wake` is called once, on any loop, when it is worth another try.
    func enter(
        _ endpoint: DeviceEndpoint,
        _ runner: ObjectIdentifier,
        of device: String,
        wake: @escaping @Sendable () -> Void
    ) -> Occupant? {
        leave(runner)
        guard let place = endpoint.place else { return nil }
        return present.withLockedValue { present in
            let claim = present.claims[runner].flatMap { $0.place == place ? $0 : nil }
            let occupant = present.stays.values.first { stay in
                stay.place == place && !Self.isShared(with: stay, claim)
            }
            if let occupant {
                present.waiting[runner] = (place, wake)
                return Occupant(device: occupant.device, isFormer: occupant.over != nil)
            }
            // One that the settings do not have there was never there together with anybody.
            present.stays[runner] = Stay(
                device: device,
                place: place,
                over: claim == nil ? 0 : nil
            )
            return nil
        }
    }

    /// Whether there were settings that had both there.
    private static func isShared(with stay: Stay, _ claim: Claim?) -> Bool {
        guard let claim else { return false }
        return stay.over.map { claim.since < $0 } ?? true
    }

    /// The device is nowhere, and waits for nothing.
    func leave(_ runner: ObjectIdentifier) {
        let woken = present.withLockedValue { present -> [@Sendable () -> Void] in
            present.waiting[runner] = nil
            guard let stay = present.stays.removeValue(forKey: runner) else { return [] }
            let runners = present.waiting.filter { $0.value.place == stay.place }.map(\.key)
            return runners.compactMap { present.waiting.removeValue(forKey: $0)?.wake }
        }
        for wake in woken { wake() }
    }
}
