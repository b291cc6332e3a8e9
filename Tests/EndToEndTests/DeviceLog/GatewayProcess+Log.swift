// A gateway whose device has a log, and the way to what stands in it. What belongs there is in the
// tests.

import Foundation
import GatewayTestSupport

extension GatewayProcess {
    /// Starts a gateway with one device that is kept connected, and has a log at `path`, or in the
    /// gateway's home.
    static func startLogging(
        _ device: FakeDevice,
        to path: String? = nil,
        keys: [String] = []
    ) throws -> GatewayProcess {
        let home = try GatewayHome([])
        try home.configure(for: device, loggingTo: path ?? home.logPath, keys: keys)
        return try home.serve()
    }

    /// Waits until the device's log has a text, and returns the whole log.
    @discardableResult
    func waitForLog(_ text: String, at path: String? = nil) throws -> String {
        let path = path ?? home.logPath
        return try eventually("the log has \(text.debugDescription)") {
            let log = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            return log.contains(text) ? log : nil
        }
    }
}

extension GatewayHome {
    var logPath: String { path("board1.log") }

    /// Writes a configuration with one device that is kept connected and has a log.
    func configure(for device: FakeDevice, loggingTo path: String, keys: [String] = []) throws {
        let keys = ["link: persistent", "log: \(path)"] + keys
        try configure([.init(connect: device.url, keys: keys)])
    }
}
