// Which files the devices' logs are: two devices in one file would rotate it under each other's
// hands. That a log needs a link that is there without a holder is told here too. Whether a file
// can be written is not known before it is opened.

import Yams

/// The logs that the file has given away so far.
struct LogsInUse {
    private var owners: [String: String] = [:]

    /// Gives a log to a device, whose other settings are read, and notes what is wrong with that.
    /// What is no path is passed over: it is noted elsewhere.
    mutating func take(_ node: Node, for device: DeviceSettings, noting faults: inout FaultLog) {
        guard let path = device.log else { return }
        if device.link == .perLease {
            faults.note(
                "'log' of '\(device.name)' needs 'link: persistent': with 'per_lease' nobody hears "
                    + "the device between two leases",
                at: node.position
            )
        }
        if let owner = owners[path] {
            faults.note(
                "'log' of '\(device.name)' is that of '\(owner)' too",
                at: node.position
            )
        }
        owners[path] = device.name
    }
}
