// The commands at the beginning and the end of a lease, and what waits for them. The order is: the
// link of the last lease is left, its release runs, then the acquire of the next one; only then
// that one's link is opened and bytes pass, because a command may switch the board's power. A grant
// waits for none of them. How they are run is `LeaseCommands`'.

import LeaseCore
import Logging
import NIOCore

extension LeaseRunner {
    func makeCommands() -> LeaseCommands {
        LeaseCommands(
            on: loop,
            log: log,
            mayAcquire: { [unowned self] in enterEndpoint() },
            failed: { [unowned self] in commandFailed($0, why: $1) },
            becameIdle: { [unowned self] in commandsEnded() }
        )
    }

    /// A lease begins, or goes on as the next one's.
    func beginCommands(of client: ClientSession, _ tenure: Tenure) {
        guard !settings.onAcquireCommand.isEmpty || !commands.isIdle else { return }
        let acquire = entry(.acquire, settings.onAcquireCommand, of: client, tenure)
        if tenure.acquiredAs == tenure.lease {
            commands.begin(acquire)
        } else {
            commands.handOn(acquire)
        }
    }

    /// A lease ends. The link is left first, if there is one. One that was kept from its device has
    /// begun nothing there.
    func endCommands(of client: ClientSession, _ tenure: Tenure) {
        let wasThere = endpoint == tenure.route.endpoint
        guard wasThere && !settings.onReleaseCommand.isEmpty || !commands.isIdle else { return }
        releaseDue = entry(.release, settings.onReleaseCommand, of: client, tenure)
        if !machine.isLinkLeaving { startRelease() }
    }

    /// The link of the lease that has ended is gone, or kept and clear.
    func startRelease() {
        guard let release = releaseDue else { return }
        releaseDue = nil
        commands.end(release)
    }

    private func entry(
        _ kind: LeaseCommandQueue.Kind,
        _ command: [String],
        of client: ClientSession,
        _ tenure: Tenure
    ) -> LeaseCommandQueue.Entry {
        var variables = [
            "HOTSEAT_DEVICE": settings.name, "HOTSEAT_LEASE": "\(tenure.lease.number)",
            "HOTSEAT_ADDRESS": client.address,
        ]
        variables["HOTSEAT_USER"] = client.claim.user
        return LeaseCommandQueue.Entry(
            kind: kind,
            lease: tenure.acquiredAs,
            session: client.id,
            command: command,
            variables: variables
        )
    }

    /// Nothing of a lease is in the way any more.
    private func commandsEnded() {
        openDueLink()
        leaveEndpoint()
        if let (client, tenure) = holder, tenure.isWritten { handle(.grantRecorded(client.id)) }
        finishIfStopped()
    }

    /// The lease goes on: whoever has it may know what to do.
    private func commandFailed(_ entry: LeaseCommandQueue.Entry, why: String) {
        let key = entry.kind.rawValue
        log.warning(
            "\(key) failed: \(why)",
            metadata: ["lease": "\(entry.lease.number)"]
        )
        if let client = clients[entry.session] {
            note(client, "\(key)_failed", why)
        } else {
            let now = EpochClock.milliseconds
            record(.init(session: entry.session, at: now, kind: "\(key)_failed", detail: why))
        }
        guard entry.kind == .acquire, let (client, tenure) = holder,
            tenure.acquiredAs == entry.lease
        else { return }
        tell(client, .commandFailed(device: settings.name, key: key, why: why))
    }

    /// A link that was not begun because of what was in the way is not begun for nobody.
    func dropNeedlessLink() {
        guard linkDue != nil else { return }
        let isForSomebody = machine.holder != nil || !machine.queue.isEmpty
        let mayStand = machine.policy.linkLife == .standing && machine.isInService
        guard isStopping || !isForSomebody && !mayStand else { return }
        linkDue = nil
        link = nil
        handle(.linkFailed(.unreachable))
    }

    /// The gateway stops, and waits no longer.
    func cutCommands() {
        startRelease()
        commands.cut()
        finishIfStopped()
    }
}
