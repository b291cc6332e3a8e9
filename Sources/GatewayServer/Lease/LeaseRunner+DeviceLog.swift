// What goes into the device's own log, where it has one: all that it says, whoever has it, and the
// lines of ours that tell whose that was. How it is written, `DeviceLogs` knows.

import LeaseCore

extension LeaseRunner {
    /// The log that the settings ask for, from now on.
    func keepDeviceLog() {
        guard deviceLog?.path != settings.log else { return }
        endDeviceLog()
        guard let path = settings.log else { return }
        deviceLog = logs.begin(path, of: settings.name)
        if let (client, tenure) = holder { markLease(tenure.lease, of: client) }
    }

    func endDeviceLog() {
        deviceLog?.end()
        deviceLog = nil
    }

    func markLease(_ lease: LeaseNumber, of client: ClientSession) {
        mark("lease \(lease.number) to \(client.title)")
    }

    /// A line of ours, made only where there is a log.
    func mark(_ words: @autoclosure () -> String) {
        guard let deviceLog else { return }
        deviceLog.mark(words())
    }
}
