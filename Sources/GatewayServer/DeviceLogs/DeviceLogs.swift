// The writer of all devices' logs: one queue of its own, so that no event loop ever waits for a
// disk. A disk that fails is told once, in the log and among the gateway's problems, and is tried
// again; what the device says meanwhile waits, within a bound. What is written is `LogWork`'s.

import Dispatch
import GatewayAPI
import Glibc
import LeaseCore
import Logging
import Synchronization

/// Writes the logs of devices.
final class DeviceLogs: Sendable {
    private struct Standing {
        let log: DeviceLog
        /// Why it is not as it should be; nil while all is well.
        var fault: String?
    }

    /// How long what was said waits for company: nobody who watches the file minds.
    private static let gatheringMax = DispatchTimeInterval.milliseconds(50)
    /// How long a disk may hold the gateway's end back.
    private static let closeMax = DispatchTimeInterval.milliseconds(200)

    private let queue = DispatchQueue(label: "device.logs", qos: .utility)
    private let standing = Mutex<[Standing]>([])
    private let logger: Logger

    init(logger: Logger) {
        self.logger = logger
    }

    /// Tries whether a device's log can be opened, and makes the file where it is missing. Throws a
    /// `Problem` where it cannot; a disk that is full or broken mends itself, or is told later.
    static func check(_ path: String, of device: String) throws(Problem) {
        do {
            try LogFile.check(path)
        } catch {
            guard ![ENOSPC, EDQUOT, EIO, ENXIO, EMFILE, ENFILE].contains(error.code) else { return }
            throw Problem(
                .badConfiguration,
                "The log of \(device), \(path), cannot be opened: \(error.words).",
                hint: "Its directory has to be there, and writable for this user."
            )
        }
    }

    /// Begins to write a device's log; the end of it is `DeviceLog.end`'s.
    func begin(_ path: String, of device: String) -> DeviceLog {
        let log = DeviceLog(device: device, path: path) { [weak self] log in self?.gather(log) }
        standing.withLock { $0.append(Standing(log: log)) }
        log.mark("log begins")
        return log
    }

    /// Has every file opened anew: another program may have given it another name.
    func reopen() {
        queue.async {
            for log in self.standing.withLock({ $0.map(\.log) }) {
                log.work.withLock { $0.close() }
                // One that failed, or is about to be written, has its turn anyway.
                if !log.isAwaited { self.write(log) }
            }
        }
    }

    /// What does not work as promised, a sentence each.
    var problems: [String] { standing.withLock { $0.compactMap(\.fault) } }

    /// Ends every log. Returns when they are written, or when that takes too long.
    func close() async {
        let logs = standing.withLock { $0.map(\.log) }
        for log in logs { log.end() }
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        queue.async {
            for log in logs { self.write(log) }
            end.yield()
        }
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.closeMax) { end.yield() }
        for await _ in ends { return }
    }

    private func gather(_ log: DeviceLog) {
        queue.asyncAfter(deadline: .now() + Self.gatheringMax) { self.write(log) }
    }

    // MARK: On the queue

    private func write(_ log: DeviceLog) {
        // One that is over has been closed for good.
        guard standing.withLock({ $0.contains { $0.log === log } }) else { return }
        let (failure, rotationFailure) = log.work.withLock { work in
            do throws(LogFile.Failure) {
                try work.writeAll(log.take)
                return (nil as LogFile.Failure?, work.rotationFailure)
            } catch {
                return (error, work.rotationFailure)
            }
        }
        if let failure {
            note(failure.words, "cannot be written", of: log)
        } else {
            note(rotationFailure?.words, "cannot be renamed, and grows", of: log)
        }
        if log.isOver, failure != nil || !log.isAwaited {
            log.work.withLock { $0.close() }
            standing.withLock { $0.removeAll { $0.log === log } }
        } else if failure != nil {
            let pause = log.work.withLock { $0.takePause() }
            let deadline = DispatchTime.now() + .nanoseconds(Int(pause.wholeNanoseconds))
            queue.asyncAfter(deadline: deadline) { self.write(log) }
        }
    }

    /// Says it where it is news: in the log, and among the problems for as long as it lasts.
    private func note(_ cause: String?, _ what: String, of log: DeviceLog) {
        let fault = cause.map { "the log of \(log.device), \(log.path), \(what): \($0)." }
        let before = standing.withLock { standing -> String?? in
            guard let index = standing.firstIndex(where: { $0.log === log }) else { return nil }
            defer { standing[index].fault = fault }
            return .some(standing[index].fault)
        }
        guard let before, before != fault else { return }
        if let fault {
            logger.error("\(fault)")
        } else {
            logger.notice("the log of \(log.device), \(log.path), is written again")
        }
    }
}
