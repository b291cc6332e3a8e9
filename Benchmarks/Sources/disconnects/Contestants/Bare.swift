// Nobody in between: clients connect to the device itself, and try again so soon while it is taken
// that their own pauses do not count. It says what the device alone costs.

import GatewayTestSupport

/// The device without a gateway.
struct Bare: Contestant {
    let name = "no gateway"
    let package: String? = nil
    let retry = Duration.microseconds(200)

    func files(for site: Site) -> [String: String] { [:] }

    func command(at site: Site) -> [String]? { nil }

    func knock(at site: Site, _ buffers: Buffers) throws -> LineClient {
        try LineClient.connect(to: site.device)
    }
}
