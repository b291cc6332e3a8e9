// The rules of one device that its configuration sets, as far as they decide who holds and who
// waits. Rules about bytes and sockets are the gateway's own. To add one: a property here with its
// unit and range, the decision in `LeaseStateMachine`, and the key in GatewayConfiguration.

/// One device's rules of admission and hand-over.
public struct LeasePolicy: Hashable, Sendable {
    /// How many may be in line behind the holder; 0: a second client is refused.
    public var queueDepthMax: Int
    /// How long a session may be in line.
    public var queueTimeout: Duration
    /// For how long a holder's link is tried before the device counts as down.
    public var deviceReady: Duration
    /// Whether a link outlives the lease that it was opened for.
    public var linkLife: LinkLife
    /// Whether waiters are told when their place changes.
    public var tellsPlaces: Bool
    /// For how long a holder may send nothing.
    public var idleMax: Duration = .seconds(30 * 60)
    /// For how long a session may hold.
    public var holdMax: Duration = .seconds(4 * 3600)
    /// When the two count.
    public var limits = Limits.contended
    /// Whether a higher priority takes the lease from its holder.
    public var preemption = Preemption.never
    /// How long such a holder still has.
    public var preemptGrace: Duration = .seconds(30)
    /// Whether a user's new session takes over that user's own one that no longer answers.
    public var reclaims = true

    /// The least pause before a refused link is tried again. A single-slot stack has its slot free
    /// again a few milliseconds after a close.
    public var retryPauseMin: Duration = .milliseconds(1)
    /// The longest pause between two tries, and the pause while the device is down.
    public var retryPauseMax: Duration = .seconds(1)
    /// Between the two a pause is this part of the time since the first try, so that nobody waits
    /// much longer than the device makes everybody wait.
    public var retryPauseDivisor = 5
    /// How exactly it is found out when a device is ready again after a release, and the least time
    /// from one try to the next where that one is placed where the device was ready before. There
    /// are at most eight such tries behind one release.
    public var recoveryStep: Duration = .microseconds(100)
    /// A device that takes longer than this is not expected to take as long again.
    public var recoveryMax: Duration = .seconds(1)
    /// How long an heir may take to acknowledge its grant before the next one gets the lease.
    public var heirAnswerMax: Duration = .seconds(1)
    /// How long a holder waits for its link without a word about it.
    public var trialSilenceMax: Duration = .seconds(1)
    /// How often, from the grant on, a holder is told that its link is still being tried.
    public var trialPause: Duration = .seconds(5)
    /// How often, at most, waiters behind the first `promptPlacesMax` are told a new place.
    public var placesPause: Duration = .seconds(5)
    /// How many of the first in line are told a new place at once.
    public var promptPlacesMax = 10
    /// How long before its time is up a holder is told so, each only where its time was longer.
    public var warnings: [Duration] = [.seconds(60), .seconds(10)]
    /// For how long a holder has to be idle before `Preemption.idle` concerns it.
    public var preemptIdleMin: Duration = .seconds(60)

    /// When `idleMax` and `holdMax` count.
    public enum Limits: Hashable, Sendable {
        /// While somebody waits: from the later of their start and that arrival.
        case contended
        /// From their start, whether anybody waits or not.
        case always
    }

    /// Whom a higher priority in line takes the lease from.
    public enum Preemption: Hashable, Sendable {
        case never
        /// A holder that has sent nothing for `preemptIdleMin`.
        case idle
        case always
    }

    public init(
        queueDepthMax: Int = 64,
        queueTimeout: Duration = .seconds(8 * 3600),
        deviceReady: Duration = .seconds(45),
        linkLife: LinkLife = .perLease,
        tellsPlaces: Bool = false
    ) {
        self.queueDepthMax = queueDepthMax
        self.queueTimeout = queueTimeout
        self.deviceReady = deviceReady
        self.linkLife = linkLife
        self.tellsPlaces = tellsPlaces
    }
}
