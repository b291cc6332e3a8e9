// What `tls` may be: a mapping of three files. Each must be there and readable, in PEM as RFC 7468
// has it. Whether they belong together is found out when they are used.

import Glibc
import Yams

extension ValueForm where Value == TLSSettings? {
    /// The files of TLS.
    static var tls: ValueForm {
        let expected = "a mapping of certificate, key and client_ca"
        return ValueForm(
            expected: expected,
            text: { _ in "" },
            decode: { node, key, faults in
                guard case .mapping(let mapping) = node, !mapping.isEmpty else {
                    faults.note(key, mustBe: expected, not: node)
                    return nil
                }
                let files = files(in: mapping, noting: &faults)
                for name in ["certificate", "key"] where !files.keys.contains(name) {
                    faults.note(
                        "'\(key)' has no '\(name)', which must be a file",
                        at: node.position
                    )
                }
                guard let certificate = files["certificate"] ?? nil, let key = files["key"] ?? nil
                else { return nil }
                return TLSSettings(
                    certificate: certificate,
                    key: key,
                    clientCA: files["client_ca"] ?? nil
                )
            }
        )
    }
}

/// What is there, by name; nil where it is no file that can be used.
private func files(
    in mapping: Node.Mapping,
    noting faults: inout FaultLog
) -> [String: String?] {
    let names = ["certificate", "key", "client_ca"]
    var files: [String: String?] = [:]
    for (key, value) in mapping {
        let name = key.scalar?.string ?? ""
        guard names.contains(name) else {
            let hint = NearSpelling.hint(name, among: names).map { "; \($0)" } ?? ""
            faults.note("unknown key '\(name.shown)' under 'tls'\(hint)", at: key.position)
            continue
        }
        files.updateValue(file(value, name, &faults), forKey: name)
    }
    return files
}

private func file(_ node: Node, _ name: String, _ faults: inout FaultLog) -> String? {
    let path = ValueForm.absolutePath(bytesMax: 4000).decode(node, name, &faults)
    guard let path else { return nil }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
        let why = String(cString: strerror(errno))
        faults.note(
            "'\(name)': \(path.shown) cannot be read: \(why); correct the path, or let this user"
                + " read it",
            at: node.position
        )
        return nil
    }
    defer { close(descriptor) }
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
        count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
    }
    guard bytes.firstRange(of: Array("-----BEGIN ".utf8)) != nil else {
        faults.note(
            "'\(name)': \(path.shown) is no PEM file; it must have a line -----BEGIN …-----",
            at: node.position
        )
        return nil
    }
    return path
}
