// Which ports the file has given away so far, so that none is given twice. Whether another program
// has one is not known before it is bound.

import Yams

/// The ports that the file has given away so far.
struct PortsInUse {
    private var owners: [Int: [(endpoint: ListenEndpoint, device: String, line: Int)]] = [:]

    /// Gives the endpoints of a `listen` list to a device, and notes each that meets an earlier
    /// one. What is no endpoint is passed over: it is noted elsewhere.
    mutating func take(_ listen: Node.Sequence, for device: String, noting faults: inout FaultLog) {
        for node in listen {
            var elsewhere = FaultLog(file: faults.file)
            guard let endpoint = ValueForm.listen.decode(node, "listen", &elsewhere) else {
                continue
            }
            if let owner = owners[endpoint.port]?.first(where: { $0.endpoint.overlaps(endpoint) }) {
                let other = "'\(owner.endpoint.text)' of '\(owner.device)' on line \(owner.line)"
                faults.note(
                    "port \(endpoint.port) of '\(device)' is used twice: \(other) has it",
                    at: node.position
                )
            }
            owners[endpoint.port, default: []].append((endpoint, device, node.position.line))
        }
    }
}
