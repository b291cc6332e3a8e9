// Nobody in between: clients connect to the device itself, and try again every millisecond while it
// is taken. It says what the device alone costs.

import GatewayTestSupport

/// The device without a gateway.
struct Bare: Contestant {
    let name = "no gateway"
    let package: String? = nil
    let retry = Duration.milliseconds(1)

    func files(for site: Site) -> [String: String] { [:] }

    func command(at site: Site) -> [String]? { nil }

    func knock(at site: Site, _ buffers: Buffers) throws -> LineClient {
        try LineClient.connect(to: site.device)
    }
}
