// What the kernel knows of a process: its memory, its time on the processor, its descriptors. Read
// from /proc, see proc(5).

import Foundation
import Glibc

/// A process in /proc.
public struct ProcessFigures: Sendable {
    let pid: pid_t

    /// The most memory it ever had resident (VmHWM), in bytes.
    public func residentPeakBytes() throws -> Int {
        let status = try String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)
        guard let match = status.firstMatch(of: /VmHWM:\s+(\d+) kB/), let kilobytes = Int(match.1)
        else { throw Unexpected(description: "no VmHWM in /proc/\(pid)/status") }
        return kilobytes * 1024
    }

    /// How long it has run on a processor, in user and system mode.
    public func processorTime() throws -> Duration {
        let stat = try String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
        let fields = stat.suffix(from: stat.lastIndex(of: ")") ?? stat.startIndex).split(
            separator: " "
        )
        guard fields.count > 13, let user = Int(fields[12]), let system = Int(fields[13]) else {
            throw Unexpected(description: "/proc/\(pid)/stat: \(stat)")
        }
        return .seconds(1) * (user + system) / sysconf(Int32(_SC_CLK_TCK))
    }

    /// How many file descriptors it has open.
    public func descriptorCount() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/fd").count
    }
}
