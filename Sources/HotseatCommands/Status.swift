// `hotseat status`: who has which device now, and who waits. How that looks as a table is
// `StatusTable`'s.

import ArgumentParser
import GatewayAPI
import GatewayClient
import LeaseCore

struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show who has each device now, for how long, and who waits.",
        discussion: """
            With --exit-code the exit status tells a device's state: 0 free, 3 held, connecting or \
            releasing, 4 draining, drained or down.
            """
    )

    @Argument(help: "Only this device.")
    var device: String?

    @Flag(help: "Print the document of GET /v1/devices.")
    var json = false

    @Flag(help: "Tell the device's state by the exit status.")
    var exitCode = false

    @OptionGroup var gateway: GatewayOptions

    func validate() throws {
        guard !exitCode || device != nil else {
            throw ValidationError(
                "--exit-code tells one device's state: hotseat status DEVICE --exit-code."
            )
        }
    }

    func run() async throws {
        let (whole, problems) = try await gateway.withGateway { gateway in
            let status = try await gateway.status()
            return (status, try? await gateway.readiness().problems)
        }
        let status = try selected(from: whole)
        if json {
            try Output.write(JSONText.document(status))
        } else if status.devices.isEmpty {
            Output.note("The gateway \(status.gateway.name) has no devices.")
        } else {
            var table = StatusTable(waitersMax: device == nil ? 10 : .max)
            try Output.write(table.text(status))
            for remark in table.remarks { Output.note(remark) }
        }
        for problem in problems ?? [] { Output.note("The gateway is not well: \(problem)") }
        if exitCode { throw ExitCode(try Self.exitStatus(of: status.devices[0])) }
    }

    private func selected(from status: GatewayStatus) throws(Problem) -> GatewayStatus {
        guard let device else { return status }
        var selected = status
        selected.devices.removeAll { $0.device != device }
        selected.pools.removeAll { !$0.devices.contains(device) }
        guard !selected.devices.isEmpty else {
            throw .noDevice(device, among: status.devices.map(\.device))
        }
        return selected
    }

    /// What `--exit-code` ends with.
    static func exitStatus(of device: DeviceStatus) throws(Problem) -> Int32 {
        switch DeviceState(rawValue: device.state) {
        case .free: return 0
        case .connecting, .held, .releasing: return 3
        case .down, .draining, .drained: return 4
        case nil:
            throw Problem(
                .failed,
                "The gateway says that \(device.device) is '\(device.state)', which this program "
                    + "does not know.",
                hint: "Use the version of hotseat that the gateway runs."
            )
        }
    }
}
