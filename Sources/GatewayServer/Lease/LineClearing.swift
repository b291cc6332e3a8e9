// The end of a lease on an open link: what the device still says belongs to nobody, and is over
// when it has been quiet for a while. What comes then (another holder, or the link's release) is
// the runner's to do.

import LeaseCore
import NIOCore

/// Waits until a device is quiet. Confined to the device's event loop.
final class LineClearing {
    /// What becomes of the link then.
    enum Outcome {
        case release, keep
    }

    private enum Stage {
        case waiting(quiet: Scheduled<Void>, end: Scheduled<Void>)
        case over
    }

    /// So long a silence is the end of what the device had to say.
    static let quiet = Duration.milliseconds(200)
    /// A device that never stops is not waited for longer.
    static let waitMax = Duration.seconds(1)

    private let loop: any EventLoop
    private let cleared: (Outcome) -> Void
    var outcome: Outcome
    private var stage = Stage.over

    /// `cleared` is called once, unless the clearing is cancelled before.
    init(
        on loop: any EventLoop,
        then outcome: Outcome,
        cleared: @escaping (Outcome) -> Void
    ) {
        self.loop = loop
        self.outcome = outcome
        self.cleared = cleared
        let end = loop.assumeIsolated().scheduleTask(in: TimeAmount(Self.waitMax)) { self.finish() }
        stage = .waiting(quiet: quietTimer(), end: end)
    }

    /// The device has said something.
    func heard() {
        guard case .waiting(let quiet, let end) = stage else { return }
        quiet.cancel()
        stage = .waiting(quiet: quietTimer(), end: end)
    }

    func cancel() {
        guard case .waiting(let quiet, let end) = stage else { return }
        quiet.cancel()
        end.cancel()
        stage = .over
    }

    private func quietTimer() -> Scheduled<Void> {
        loop.assumeIsolated().scheduleTask(in: TimeAmount(Self.quiet)) { self.finish() }
    }

    private func finish() {
        guard case .waiting = stage else { return }
        cancel()
        cleared(outcome)
    }
}
