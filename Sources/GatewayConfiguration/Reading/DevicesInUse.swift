// Which devices the file has, for what pools say of them: a pool's devices exist, its name is
// nobody else's, and nobody can come in to observe. What one value may be is in `ValueForm`.

import Yams

/// The devices of the file, as pools name them.
struct DevicesInUse {
    private var names: [String] = []
    private var lines: [String: Int] = [:]

    /// `devices`: the file's section.
    init(_ devices: Node.Mapping) {
        for key in devices.map(\.key) {
            guard let name = key.scalar?.string, lines[name] == nil else { continue }
            lines[name] = key.position.line
            names.append(name)
        }
    }

    /// Notes a pool's name that is none, or that a device has.
    func check(name: String, _ key: Node, noting faults: inout FaultLog) {
        if !DeviceName.isValid(name) {
            let sentence = "'\(name.shown)' is no name of a pool: \(DeviceName.rule)"
            faults.note(sentence, at: key.position)
        } else if let line = lines[name] {
            let sentence = "'\(name)' is a device on line \(line); a pool needs a name of its own"
            faults.note(sentence, at: key.position)
        }
    }

    /// Notes each of a pool's devices and listeners that cannot be one.
    func check(
        _ entries: SectionReader.Entries,
        of pool: String,
        noting faults: inout FaultLog
    ) {
        var seen: Set<String> = []
        for node in entries["devices"]?.sequence ?? [] {
            guard let name = node.scalar?.string, !node.isEmpty else { continue }
            if lines[name] == nil {
                let hint = NearSpelling.hint(name, among: names).map { "; \($0)" } ?? ""
                faults.note("there is no device '\(name.shown)'\(hint)", at: node.position)
            } else if !seen.insert(name).inserted {
                faults.note("'\(name)' is in '\(pool.shown)' twice", at: node.position)
            }
        }
        for node in entries["listen"]?.sequence ?? [] {
            var elsewhere = FaultLog(file: faults.file)
            guard let endpoint = ValueForm.listen.decode(node, "listen", &elsewhere),
                endpoint.isForObservers
            else { continue }
            let sentence =
                "'\(endpoint.text)': nobody can observe a pool;"
                + " give the device that is to be observed a listener of its own"
            faults.note(sentence, at: node.position)
        }
    }
}
