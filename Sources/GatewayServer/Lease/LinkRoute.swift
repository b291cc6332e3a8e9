// The way to a device, as its settings have it at one time: what a lease begins with is its way to
// the end, and that of the one who has it when its heir does not answer. Which one counts for a
// link that is to be opened is `LeaseRunner+Link`'s to say.

import GatewayConfiguration

/// Where links lead, and how they are made.
struct LinkRoute {
    let endpoint: DeviceEndpoint
    let make: Gateway.LinkMaker
}
