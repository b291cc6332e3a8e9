// What a run was made on: kernel, cores, the versions of who was compared. A contestant's version
// is that of its Debian package.

import Foundation
import GatewayTestSupport

/// The machine and its programs.
struct Machine {
    let kernel: String
    let system: String
    let coreCount: Int

    static var present: Machine {
        let release = (try? String(contentsOfFile: "/etc/os-release", encoding: .utf8)) ?? ""
        let name = release.split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        return Machine(
            kernel: (try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8))?
                .split { "-\n".contains($0) }.first.map(String.init) ?? "?",
            system: name.map { $0.dropFirst(12).filter { $0 != "\"" } } ?? "?",
            coreCount: ProcessInfo.processInfo.activeProcessorCount
        )
    }

    /// As the page has it.
    func lines(_ contestants: [any Contestant]) -> String {
        let programs = contestants.compactMap { contestant in
            contestant.package.map { "\(contestant.name) \(version(of: $0))" }
        }
        return "On \(system), Linux \(kernel), \(coreCount) cores; "
            + programs.joined(separator: ", ") + "."
    }

    private func version(of package: String) -> String {
        let query = ["dpkg-query", "--show", "--showformat=${Version}", package]
        let found = try? Program.run(query)
        return found?.status == .exited(0) ? found?.output ?? "?" : "?"
    }
}
