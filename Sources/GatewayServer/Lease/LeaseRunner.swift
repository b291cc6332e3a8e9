// Does what one device's machine decides: sockets, bytes, timers, facts. Confined to one event
// loop together with its listeners, its clients and its link, so that a FIN and the decision that
// follows are one turn, with no lock and no hop. What happens to clients is in `+Clients`, to the
// link in `+Link`, to other devices in its way in `+Endpoint`, between leases in `+Missed` and
// `+Commands`, who comes in in `+Door`, who is there in `+Liveness` and `+Answers`, how long it may
// stay in `+Time`, who goes on at another device of a pool in `+Guests`, facts in `+Record`, what
// `status` shows in `+Status`.

import GatewayAPI
import GatewayConfiguration
import LeaseCore
import Logging
import NIOCore

/// One device's lease at work.
final class LeaseRunner {
    private(set) var settings: DeviceSettings
    let loop: any EventLoop
    let journal: any Journal
    let entrance: Entrance
    let logs: DeviceLogs
    let endpoints: Endpoints
    private(set) var liveness: LivenessTimes
    let log: Logger
    /// Where the next lease's link leads.
    private(set) var route: LinkRoute

    private(set) var machine: LeaseStateMachine
    /// Every client whose connection is open, those included whose session has ended.
    var clients: [SessionID: ClientSession] = [:]
    /// Those of them who only read.
    var observers: [SessionID: ClientSession] = [:]
    var listeners: [ClientListener] = []
    /// Connections that wait for what stands in front of a session.
    var callers: [ObjectIdentifier: Caller] = [:]
    /// How fast each address may come.
    var arrivalRate: ArrivalRate
    var link: (any DeviceLink)?
    /// What `link` leads to, or led to.
    var linkEndpoint: DeviceEndpoint?
    /// When it opened, was sent something by the gateway itself, or last brought anything.
    var linkStirred = Instant.now
    var lastLease: LeaseNumber?
    /// What the device says, for its log.
    var deviceLog: DeviceLog?
    /// Bytes for the device that its last holder left behind in the link.
    var unsentByteCount = 0
    /// Those who have ended in this turn, until that is recorded and said: the device comes first.
    var departures: [Departure] = []
    /// While the line of an open link is cleared.
    var clearing: LineClearing?
    /// What the device said while nobody had it.
    var missed = MissedOutput()
    /// What one that was passed over has left to the next.
    var bequest = Tenure.Bequest()
    /// The link ended by itself, and what it said before waits for the gate to open: the machine
    /// is told after that. Nil otherwise.
    var untoldLoss: EndReason?
    var linkFailures = LinkFailures()
    /// Watches over the holder's connection.
    var holderWatch: PeerWatch?
    /// What the holder wants done to the line, the next look at it, and who steers its port.
    var lineOrders = LineOrders()
    var lineLook: Scheduled<Void>?
    var steering: PortSteering?
    /// Ends the lingering of a half-closed holder.
    var answerTimer: Scheduled<Void>?

    /// The commands at the beginning and the end of leases.
    private(set) lazy var commands = makeCommands()
    /// The release command of a lease whose link is on its way out.
    var releaseDue: LeaseCommandQueue.Entry?
    /// The link, as long as it is to be opened and waits for commands, for another device, or for
    /// the client's terminal.
    var linkDue: (any DeviceLink)?
    /// Where the device is among all; nil: nowhere.
    var endpoint: DeviceEndpoint?
    /// Who kept it from where its next link leads when it tried last; nil: nobody did.
    var occupant: Endpoints.Occupant?
    /// When what is being done now happened, as the machine was told.
    private(set) var turn = Instant.now
    /// Its events, one after the other; shared with the devices to which pools join it.
    var turns = Turns()
    private var timer: (deadline: Instant, task: Scheduled<Void>)?
    private var stopped: EventLoopPromise<Void>?
    var service = Service.open
    /// While the device is to go: whether it is gone, or came back.
    private var removal: EventLoopPromise<Bool>?

    init(
        settings: DeviceSettings,
        loop: any EventLoop,
        journal: any Journal,
        entrance: Entrance,
        logs: DeviceLogs,
        endpoints: Endpoints,
        log: Logger,
        makeLink: @escaping Gateway.LinkMaker
    ) {
        self.settings = settings
        self.loop = loop
        self.journal = journal
        self.entrance = entrance
        self.logs = logs
        self.endpoints = endpoints
        arrivalRate = ArrivalRate(clientsPerAddressMax: entrance.census.clientsPerAddressMax)
        self.log = log
        route = LinkRoute(endpoint: settings.connect, make: makeLink)
        liveness = LivenessTimes(deadPeer: settings.deadPeer)
        machine = LeaseStateMachine(policy: LeasePolicy(settings))
    }

    /// For `apply` alone.
    func replace(_ settings: DeviceSettings, _ makeLink: Gateway.LinkMaker?) {
        self.settings = settings
        liveness = LivenessTimes(deadPeer: settings.deadPeer)
        route = LinkRoute(endpoint: settings.connect, make: makeLink ?? route.make)
    }

    /// The holder's session, and its time with the lease.
    var holder: (client: ClientSession, tenure: Tenure)? {
        guard let client = machine.holder.flatMap({ clients[$0] }), let tenure = client.tenure
        else { return nil }
        return (client, tenure)
    }

    /// Tells the machine what happened, and does what it wants. What happens while that is being
    /// done waits for its turn.
    func handle(_ event: LeaseEvent) { turns.take(event, of: self) }

    /// An event's turn.
    func deal(with event: LeaseEvent) {
        // What comes first may end the holder whom the event is about: its time may be over.
        if let input = unreportedInput { step(input) }
        if let event = asOfNow(event), mayGrant(event) { endDepartedNext() }
        if let event = asOfNow(event) { step(event) } else { turns.forward(event, from: self) }
    }

    /// Nothing happens any more for now.
    func endTurn() {
        keepDeadline()
        dropNeedlessLink()
        if isDueLinkOutdated { openDueLink() }
        leaveEndpoint()
        goIfRemoved()
        finishIfStopped()
    }

    /// One event, and before it whoever comes over from a sibling's line to be served by it.
    func step(_ event: LeaseEvent) {
        guard let (visitor, now) = turns.visitor(to: self, before: event) else {
            return carryOut(event, at: .now)
        }
        turns.bring(visitor, to: self)
        carryOut(.sessionMoved(visitor, before: event), at: now)
    }

    /// What the machine makes of an event, done.
    func carryOut(_ event: LeaseEvent, at now: Instant) {
        turn = now
        noteGuest(of: event, at: now)
        let actions = machine.handle(event, at: now)
        turns.line.note(event, actions, chosen: machine.chosen)
        for action in actions { perform(action) }
        seeOff()
    }

    /// The event as it is when its turn comes. One about a session that has ended since is void; a
    /// link that was to be released in the meantime, and was lost, is released.
    private func asOfNow(_ event: LeaseEvent) -> LeaseEvent? {
        switch event {
        case .sessionArrived(let session, _), .sessionEnded(let session, _),
            .clientFinished(let session, _), .heirAnswered(let session):
            clients[session]?.isInSession == true ? event : nil
        case .grantRecorded(let session), .answerOver(let session), .holderTyped(let session, _),
            .holderFellSilent(let session), .holderHeard(let session):
            machine.holder == session ? event : nil
        case .linkLost: machine.isLinkLeaving ? .linkReleased : event
        case .linkOpened, .linkFailed, .linkReleased, .lineCleared, .admissionSuspended,
            .admissionResumed, .drainRequested, .resumeRequested, .deviceMoved, .policyChanged,
            .deadlinePassed, .sessionMoved, .sessionWithdrawn, .wantedElsewhere,
            .shutdownRequested:
            event
        }
    }

    private func mayGrant(_ event: LeaseEvent) -> Bool {
        switch event {
        case .linkReleased, .lineCleared, .linkLost, .linkOpened, .deadlinePassed: true
        case .sessionEnded(let session, _), .clientFinished(let session, _),
            .answerOver(let session):
            machine.holder == session && machine.deviceState == .connecting
        case .sessionArrived, .grantRecorded, .heirAnswered, .holderTyped, .holderFellSilent,
            .holderHeard, .linkFailed, .admissionSuspended, .admissionResumed, .drainRequested,
            .resumeRequested, .deviceMoved, .policyChanged, .sessionMoved, .sessionWithdrawn,
            .wantedElsewhere, .shutdownRequested:
            false
        }
    }

    /// One in line whose FIN or RST is in its socket, and not read yet, has left: the lease is not
    /// for it, and no link is opened for it.
    private func endDepartedNext() {
        while let client = machine.next.flatMap({ clients[$0] }), client.input.toDevice == nil,
            let reason = departure(of: client)
        {
            step(.sessionEnded(client.id, reason))
        }
    }

    private func perform(_ action: LeaseAction) {
        switch action {
        case .expect(let session): expect(client(session))
        case .enqueue(let session, let place): enqueue(client(session), place)
        case .tell(let session, let place): tellChangedPlace(client(session), place)
        case .grant(let session):
            // Facts keep their order: one's end is before the next one's grant.
            seeOff()
            grant(client(session))
        case .passOver(let session): passOver(client(session))
        case .startOutput(let session): startOutput(client(session))
        case .startInput(let session): startInput(client(session))
        case .end(let ending): end(client(ending.session), ending)
        case .openLink: openLink()
        case .releaseLink: releaseLink()
        case .clearLine: clearLine()
        case .tellTrial(let session, _, let left) where linkDue != nil:
            tellDelay(client(session), left: left)
        case .tellTrial(let session, let failure, let left):
            tellTrial(client(session), failure, left: left)
        case .warn(let session, let warning): warn(client(session), warning)
        case .announceDown: announceDown()
        }
    }

    func client(_ session: SessionID) -> ClientSession {
        guard let client = clients[session] else {
            preconditionFailure("the machine speaks of a session that is not here")
        }
        return client
    }

    // MARK: Time

    /// Keeps one timer, for the machine's next deadline. A timer that comes too early asks again.
    private func keepDeadline() {
        guard let deadline = machine.nextDeadline else {
            timer?.task.cancel()
            timer = nil
            return
        }
        if let timer, timer.deadline <= deadline { return }
        timer?.task.cancel()
        let task = loop.assumeIsolated().scheduleTask(deadline: deadline.onLoop) {
            self.timer = nil
            self.handle(.deadlinePassed)
        }
        timer = (deadline, task)
    }

    // MARK: Shutting down

    /// Ends every session, leaves the device politely, and says when that is done.
    func shutDown() -> EventLoopFuture<Void> {
        let promise = stopped ?? loop.makePromise(of: Void.self)
        stopped = promise
        for listener in listeners { listener.channel.close(promise: nil) }
        closeTheDoor()
        endObservers()
        handle(.shutdownRequested)
        return promise.futureResult
    }

    /// The configuration has the device no more: whoever has it stays, nobody else comes, and then
    /// it goes. Fulfilled with whether it is gone, and not in the configuration again.
    func remove() -> EventLoopFuture<Bool> {
        let promise = removal ?? loop.makePromise(of: Bool.self)
        guard service != .removed, !isStopping else { return promise.futureResult }
        removal = promise
        log.notice("the configuration has the device no more; it goes when nobody is there")
        for listener in listeners { listener.channel.close(promise: nil) }
        listeners = []
        let wasOpen = service == .open
        service = .removed
        if wasOpen { handle(.drainRequested) } else { goIfRemoved() }
        return promise.futureResult
    }

    func cancelRemoval() {
        removal?.succeed(false)
        removal = nil
    }

    private func goIfRemoved() {
        guard let removal, !isStopping, !turns.isHandling, machine.deviceState == .drained
        else { return }
        shutDown().whenSuccess { removal.succeed(true) }
    }

    /// Cuts what is still under way. Only a connect has `time` left to end by itself: to abandon it
    /// may cost the device its listener.
    func cut(leavingConnects time: Duration) {
        clearing?.cancel()
        cutCommands()
        for caller in callers.values { turnAway(caller, reasonToClose) }
        for client in clients.values { cutOff(client) }
        guard link?.isConnecting == true else { return leaveTheRest() }
        log.notice("a connect to the device is under way, and has \(time.text) to end by itself")
        loop.assumeIsolated().scheduleTask(in: TimeAmount(time)) { self.leaveTheRest() }
    }

    private func leaveTheRest() {
        if link?.isConnecting == true {
            log.warning("a connect to the device was cut short; it may need a reset")
        }
        link?.abandon()
        stopped?.succeed(())
    }

    var isStopping: Bool { stopped != nil }

    /// Why those leave whom the machine does not know, when this comes to its end.
    var reasonToClose: EndReason { service == .removed ? .deviceDrained : .gatewayShutdown }

    func finishIfStopped() {
        guard let stopped, machine.isStopped, clients.isEmpty, commands.isIdle,
            !turns.isHandling
        else { return }
        timer?.task.cancel()
        endDeviceLog()
        stopped.succeed(())
    }
}
