// Runs the commands of one device's leases: `on_acquire_command` and `on_release_command`, one at a
// time and each for a bounded time. The order is `LeaseCommandQueue`'s; what waits for them, and
// who is told of a failure, `LeaseRunner+Commands`.

import GatewayAPI
import Glibc
import LeaseCore
import Logging
import NIOCore

/// The commands of one device's leases at work. Confined to the device's event loop.
final class LeaseCommands {
    /// How long one may run, and how long after SIGTERM it gets SIGKILL.
    struct Times {
        var runMax = Duration.seconds(30)
        var terminationMax = Duration.seconds(2)
    }

    private enum Stage {
        case idle
        case starting
        case running(CommandProcess, Scheduled<Void>)
        /// It has run for too long, and is told to end.
        case overdue(CommandProcess, Scheduled<Void>)
        /// The gateway does not wait for them any more.
        case cut
    }

    private let times: Times
    private let loop: any EventLoop
    private let log: Logger
    private var queue = LeaseCommandQueue()
    private var stage = Stage.idle
    /// Whether a lease may begin with its acquire now. Asked again whenever something ends, and by
    /// `goOn`.
    private let mayAcquire: () -> Bool
    /// Told of each that failed, with why in words.
    private let failed: (LeaseCommandQueue.Entry, String) -> Void
    /// Told when nothing runs any more and nothing waits to.
    private let becameIdle: () -> Void

    init(
        times: Times = Times(),
        on loop: any EventLoop,
        log: Logger,
        mayAcquire: @escaping () -> Bool = { true },
        failed: @escaping (LeaseCommandQueue.Entry, String) -> Void,
        becameIdle: @escaping () -> Void
    ) {
        self.times = times
        self.loop = loop
        self.log = log
        self.mayAcquire = mayAcquire
        self.failed = failed
        self.becameIdle = becameIdle
    }

    var isIdle: Bool {
        if case .cut = stage { true } else { queue.isIdle }
    }

    /// Something runs, or is to for a lease that has ended.
    var isAtWork: Bool {
        if case .cut = stage { false } else { queue.isAtWork }
    }

    /// What runs now.
    var running: LeaseCommandQueue.Entry? { queue.running }

    /// A lease begins, with this acquire or, where the command is empty, none.
    func begin(_ acquire: LeaseCommandQueue.Entry) {
        queue.begin(acquire)
        startNext()
    }

    /// A lease goes on as another's.
    func handOn(_ acquire: LeaseCommandQueue.Entry) { queue.handOn(acquire) }

    /// A lease ends, with this release or, where the command is empty, none.
    func end(_ release: LeaseCommandQueue.Entry) {
        let wasIdle = isIdle
        queue.end(release)
        startNext()
        if !wasIdle, isIdle { becameIdle() }
    }

    /// The gateway stops, and has no more time for them.
    func cut() {
        let waiting = queue.dropWaiting().filter { !$0.command.isEmpty }
        for entry in [queue.running].compactMap(\.self) + waiting {
            log.warning("\(entry.kind.rawValue) of lease \(entry.lease.number) was cut short")
        }
        switch stage {
        case .running(let process, let timer), .overdue(let process, let timer):
            timer.cancel()
            process.signal(SIGKILL)
        case .idle, .starting, .cut: break
        }
        stage = .cut
    }

    /// What was not begun may begin by now.
    func goOn() { startNext() }

    private func startNext() {
        guard case .idle = stage, !queue.isAcquireNext || mayAcquire(),
            let entry = queue.next()
        else { return }
        stage = .starting
        var log = log
        log[metadataKey: "lease"] = "\(entry.lease.number)"
        let (loop, lineLog, kind) = (loop, log, entry.kind.rawValue)
        let commands = NIOLoopBound(self, eventLoop: loop)
        let problem = CommandThread.start {
            LeaseCommand.run(
                entry.command,
                entry.variables,
                printed: { lineLog.info("\(kind): \($0)") },
                report: { report in loop.execute { commands.value.heard(report) } }
            )
        }
        if problem != 0 {
            let failure = CommandOrder.StartFailure(errnoCode: problem)
            loop.execute { commands.value.heard(.failed(failure)) }
        }
    }

    private func heard(_ report: LeaseCommand.Report) {
        switch (report, stage) {
        case (.started(let process), .starting):
            stage = .running(process, later(times.runMax) { self.overdue(process) })
        case (.started(let process), _): process.signal(SIGKILL)
        case (.failed(let failure), .starting):
            let program = queue.running?.command.first ?? ""
            over(failure: "\(program) cannot be started: \(failure.words)")
        case (.ended(let end), .running(_, let timer)):
            timer.cancel()
            over(failure: end == .exited(0) ? nil : end.words)
        case (.ended, .overdue(_, let timer)):
            timer.cancel()
            over(failure: "it took longer than \(times.runMax.text)")
        case (.failed, _), (.ended, _): break
        }
    }

    private func overdue(_ process: CommandProcess) {
        process.signal(SIGTERM, andGoOn: true)
        stage = .overdue(process, later(times.terminationMax) { process.signal(SIGKILL) })
    }

    private func over(failure: String?) {
        guard let entry = queue.running else { preconditionFailure("what is over has run") }
        queue.ended()
        stage = .idle
        if let failure { failed(entry, failure) }
        startNext()
        if queue.isIdle { becameIdle() }
    }

    private func later(_ time: Duration, _ task: @escaping () -> Void) -> Scheduled<Void> {
        let pause = TimeAmount.nanoseconds(time.wholeNanoseconds)
        return loop.assumeIsolated().scheduleTask(in: pause, task)
    }
}
