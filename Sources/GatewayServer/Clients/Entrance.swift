// What stands in front of every device alike: how many may come in, who is known, and who was not
// let in. What is each device's own, its accept rate first, is `LeaseRunner+Arrivals`'.

/// Shared by all devices, from any loop.
struct Entrance: Sendable {
    let census: ClientCensus
    let balancers: Balancers
    let certificates: ServerCertificates
    let rejections: Rejections
    let users: UserDirectory
}
