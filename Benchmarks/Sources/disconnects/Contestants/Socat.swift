// socat with one child at a time: who comes second waits in the kernel's backlog, which is a queue
// that nobody meant. Keep-alive and user timeout (setsockopt-int=6:18, TCP_USER_TIMEOUT of tcp(7))
// on both sides; a refused device is tried again every 10 ms.

import GatewayTestSupport

/// socat, `TCP-LISTEN,fork,max-children=1`.
struct Socat: Contestant {
    let name = "socat"
    let package: String? = "socat"

    func files(for site: Site) -> [String: String] { [:] }

    func command(at site: Site) -> [String]? {
        let tuning = site.tuning
        let options = [
            "nodelay", "keepalive", "keepidle=\(tuning.probeIdleSeconds)",
            "keepintvl=\(tuning.probeIntervalSeconds)", "keepcnt=\(tuning.probeCount)",
            "setsockopt-int=6:18:\(tuning.deadPeerSeconds * 1000)",
        ].joined(separator: ",")
        let listen = "TCP-LISTEN:\(site.gateway.port),bind=\(site.gateway.host)"
        return [
            "socat", "-t", "1", "\(listen),reuseaddr,fork,max-children=1,\(options)",
            "TCP:\(site.device),retry=3000,interval=0.01,\(options)",
        ]
    }
}
