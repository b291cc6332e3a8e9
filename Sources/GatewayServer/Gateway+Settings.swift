// How settings begin to count, at the start and whenever they are read again: all or nothing. First
// whatever can fail, which is to bind new ports; then one turn of each device's loop. No session is
// ended by it but those in line at a device that goes.

import GatewayAPI
import GatewayConfiguration
import Logging
import NIOCore

extension Gateway {
    /// Reads the settings by `read`, and makes them those that count. A fault changes nothing: it
    /// is logged, and is among the problems until a later reading succeeds. Logs of devices are
    /// opened anew in any case.
    public func reload(_ read: () throws -> GatewaySettings) async {
        logs.reopen()
        do {
            try await apply(try read())
            setConfigurationFault(nil)
            log.notice("the configuration was read again, and counts")
        } catch let faults as ConfigurationFaults {
            for fault in faults.faults { log.error("\(fault)") }
            let others = faults.faults.count - 1
            let more = others > 0 ? " (and \(others) more)" : ""
            refuse("\(faults.faults.first.map { "\($0)" } ?? "")\(more)")
        } catch let problem as Problem {
            let sentence = problem.message.hasSuffix(".") ? " " : "; "
            refuse(problem.message + (problem.hint.isEmpty ? "" : sentence + problem.hint))
        } catch {
            refuse("\(error)")
        }
    }

    private func refuse(_ why: String) {
        log.error("the configuration was read again, and nothing was changed: \(why)")
        setConfigurationFault(
            "the configuration was read again and does not count; the one before it does: \(why)"
        )
    }

    /// Makes `settings` those that count. Throws a `Problem`, with everything as it was, when a
    /// port cannot be bound or a key has changed that only a restart can change.
    func apply(_ settings: GatewaySettings) async throws {
        if let present = presentSettings { try Self.refuseFixed(from: present, to: settings) }
        let loops = try await loops(of: settings)
        var plans: [DevicePlan] = []
        var pools: [PoolPlan] = []
        await sharePorts(true)
        do {
            for device in settings.devices {
                let loop = loops[device.name] ?? group.next()
                plans.append(try await plan(device, on: loop))
            }
            for pool in settings.pools { pools.append(try await plan(pool, of: plans)) }
            try entrance.certificates.load(settings.tls)
            try await carryOut(plans, pools, settings)
        } catch {
            for plan in plans { await plan.abandon() }
            for plan in pools { await plan.abandon() }
            await sharePorts(false)
            throw error
        }
        await sharePorts(false)
    }

    /// A port may go from one device to another, under another name for one: it is bound anew
    /// while the old listener still has it.
    private func sharePorts(_ isOn: Bool) async {
        for device in devices {
            try? await device.loop.submit {
                for listener in device.runner.value.listeners { listener.sharePort(isOn) }
            }.get()
        }
        for pool in pools {
            try? await pool.loop.submit {
                for listener in pool.pool.value.listeners { listener.sharePort(isOn) }
            }.get()
        }
    }

    /// What a running gateway cannot change under its own feet.
    private static func refuseFixed(
        from present: GatewaySettings,
        to settings: GatewaySettings
    ) throws(Problem) {
        let fixed = [
            ("gateway.state_dir", present.stateDirectory == settings.stateDirectory),
            ("gateway.control", present.controlSocket == settings.controlSocket),
            ("history", present.history == settings.history),
        ]
        guard let (key, _) = fixed.first(where: { !$0.1 }) else { return }
        throw Problem(
            .badConfiguration,
            "`\(key)` has changed, which takes a restart; nothing of the file counts until then.",
            hint: "Put it back, or restart the gateway."
        )
    }

    private func plan(
        _ settings: DeviceSettings,
        on loop: any EventLoop
    ) async throws -> DevicePlan {
        if let log = settings.log { try DeviceLogs.check(log, of: settings.name) }
        let staying = await staying(settings.name)
        let isReached = staying?.settings.connect == settings.connect
        let board: DemoBoard?
        if case .demoBoard(let habits) = settings.connect, !isReached {
            board = try await DemoBoard.start(habits, on: group.next())
        } else {
            board = nil
        }
        do {
            let makeLink = isReached ? nil : Self.links(to: settings.connect, board)
            let device: Device
            if let staying {
                device = staying.device
            } else if let makeLink {
                device = try await make(settings, makeLink, on: loop)
            } else {
                preconditionFailure("a device that does not stay is made")
            }
            return DevicePlan(
                device: device,
                settings: settings,
                makeLink: makeLink,
                board: board,
                listeners: try await listen(
                    at: settings.listen,
                    for: device.destination,
                    deadPeer: settings.deadPeer,
                    besides: staying?.listening ?? [],
                    on: device.loop
                )
            )
        } catch {
            await board?.stop()
            throw error
        }
    }

    struct Staying: Sendable {
        let device: Device
        let settings: DeviceSettings
        let listening: [ListenEndpoint]
    }

    /// The device of that name that is there; nil also for one that is on its way out for good.
    func staying(_ name: String) async -> Staying? {
        guard let device = devices.first(where: { $0.name == name }) else { return nil }
        let found = try? await device.loop.submit { () -> Staying? in
            let runner = device.runner.value
            guard !runner.isStopping else { return nil }
            return Staying(
                device: device,
                settings: runner.settings,
                listening: runner.listeners.map(\.endpoint)
            )
        }.get()
        return found ?? nil
    }

    /// Binds what is not bound yet.
    func listen(
        at endpoints: [ListenEndpoint],
        for destination: NIOLoopBound<Destination>,
        deadPeer: Duration,
        besides bound: [ListenEndpoint],
        on loop: any EventLoop
    ) async throws -> [ClientListener] {
        var bound = bound
        var listeners: [ClientListener] = []
        do {
            for endpoint in endpoints {
                if let index = bound.firstIndex(of: endpoint) {
                    bound.remove(at: index)
                    continue
                }
                listeners.append(
                    try await ClientListener.bind(
                        endpoint,
                        for: destination,
                        liveness: LivenessTimes(deadPeer: deadPeer),
                        besideOwn: presentSettings != nil,
                        on: loop
                    )
                )
            }
        } catch {
            for listener in listeners { try? await listener.channel.close() }
            throw error
        }
        return listeners
    }

    private func carryOut(
        _ plans: [DevicePlan],
        _ pools: [PoolPlan],
        _ settings: GatewaySettings
    ) async throws {
        let gone = try begin(plans, pools, settings)
        entrance.census.setLimits(
            clientsMax: clientsMax(settings),
            clientsPerAddressMax: settings.clientsPerAddressMax
        )
        entrance.users.configure(settings.users)
        entrance.balancers.replace(by: settings.proxyProtocol)
        for plan in plans { try? await plan.carryOut() }
        for plan in pools { try? await plan.carryOut() }
        for pool in gone.pools { pool.close() }
        for device in gone.devices { leave(device) }
    }

    /// Gone once nobody is there.
    private func leave(_ device: Device) {
        device.loop.flatSubmit { device.runner.value.remove() }.whenSuccess { isGone in
            guard isGone else { return }
            let runner = device.runner.value
            runner.turns.leave(runner)
            self.endpoints.leave(device.identifier)
            self.forget(device, lastLease: runner.lastLease)
        }
    }
}
