// HAProxy as an expert would tune it for this: one connection to the device, a queue before it,
// waiters who leave taken out of the queue, keep-alive and user timeout on both sides. A device
// that refuses is tried again after `timeout connect`: 3 ms is the quickest that is steady, of what
// was tried (PageProse has the numbers); it is enough for a LAN, and too short for a device farther
// away, whose handshakes it would break. `tcp-smart-accept` and `tcp-smart-connect` are off: they
// hold the ACK of the handshake back until the client says something, and a device speaks first.

import GatewayTestSupport

/// HAProxy, `mode tcp`, `maxconn 1`.
struct HAProxy: Contestant {
    let name = "HAProxy"
    let package: String? = "haproxy"

    func files(for site: Site) -> [String: String] {
        let tuning = site.tuning
        let probes = { (side: String) in
            """
                option \(side)tcpka
                \(side)tcpka-idle \(tuning.probeIdleSeconds)s
                \(side)tcpka-intvl \(tuning.probeIntervalSeconds)s
                \(side)tcpka-cnt \(tuning.probeCount)
            """
        }
        let text = """
            global
                maxconn 1000
                hard-stop-after 2s
            defaults
                mode tcp
                timeout connect 3ms
                retries 3000
                timeout queue 8h
                timeout client 8h
                timeout server 8h
                timeout client-fin 1s
                timeout server-fin 1s
                option abortonclose
            \(probes("cli"))
            \(probes("srv"))
            frontend clients
                bind \(site.gateway) tcp-ut \(tuning.deadPeerSeconds)s
                default_backend board1
            backend board1
                server board1 \(site.device) maxconn 1 tcp-ut \(tuning.deadPeerSeconds)s

            """
        return ["haproxy.cfg": text]
    }

    func command(at site: Site) -> [String]? {
        ["haproxy", "-db", "-f", "\(site.directory)/haproxy.cfg"]
    }
}
