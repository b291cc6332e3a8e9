// A network that is away for a moment, for those who were silent before it. The suites in which
// somebody must not be given up for such a silence share it.

import GatewayTestSupport

extension NetworkNamespace {
    /// For a `dead_peer` of 3 s that `change` brings about: for longer than that nobody says
    /// anything, then the host is away, from before the change until 1.2 s after it, less than half
    /// of it. Returns 3 s after the change.
    func goAwayAfterSilence(during change: () throws -> Void) throws {
        let silent = ContinuousClock.now
        try eventually("nobody has asked it yet, for long") {
            ContinuousClock.now - silent > .milliseconds(3_400)
        }
        try vanish()
        try change()
        let away = ContinuousClock.now
        try eventually("it is away for less than half of it") {
            ContinuousClock.now - away > .milliseconds(1_200)
        }
        try comeBack()
        try eventually("it would have been given up by now") {
            ContinuousClock.now - away > .milliseconds(3_000)
        }
    }
}
