// The listeners of a device or a pool under new settings: those that stay, those that open, those
// that close. All that can fail, which is to bind, has been done before.

import GatewayConfiguration
import Logging
import NIOCore

extension ClientListener {
    /// What listens from now on, in the order of the settings. `fresh`: those that are not there
    /// yet, bound and not accepting.
    static func replace(
        _ present: [ClientListener],
        by endpoints: [ListenEndpoint],
        _ fresh: [ClientListener],
        _ log: Logger
    ) -> [ClientListener] {
        var (old, fresh) = (present, fresh)
        let listeners = endpoints.compactMap { endpoint -> ClientListener? in
            if let index = old.firstIndex(where: { $0.endpoint == endpoint }) {
                return old.remove(at: index)
            }
            guard let index = fresh.firstIndex(where: { $0.endpoint == endpoint }) else {
                return nil
            }
            let listener = fresh.remove(at: index)
            listener.open()
            log.info("listens on \(listener.text)")
            return listener
        }
        for listener in old {
            listener.channel.close(promise: nil)
            log.info("no longer listens on \(listener.text)")
        }
        return listeners
    }
}
