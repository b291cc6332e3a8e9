// ser2net between two TCP gensios, one client at a time. It has no queue: a second client reads
// "Port already in use" and comes again. Keep-alive is on, and takes its times from the host.

import GatewayTestSupport

/// ser2net 4.
struct Ser2net: Contestant {
    let name = "ser2net"
    let package: String? = "ser2net"
    let needsHostSettings = true

    func files(for site: Site) -> [String: String] {
        let text = """
            %YAML 1.1
            ---
            connection: &board1
              accepter: tcp(nodelay=true),\(site.gateway.host),\(site.gateway.port)
              connector: tcp(nodelay=true),\(site.device.host),\(site.device.port)
              options:
                kickolduser: false
                max-connections: 1

            """
        return ["ser2net.yaml": text]
    }

    func command(at site: Site) -> [String]? {
        ["ser2net", "-n", "-c", "\(site.directory)/ser2net.yaml", "-P", "\(site.directory)/pid"]
    }
}
