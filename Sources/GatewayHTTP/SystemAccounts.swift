// The machine's users and groups by name (getpwuid_r(3), getgrnam_r(3)). They may be asked of a
// server elsewhere, so these calls block: never on an event loop.

import Glibc

enum SystemAccounts {
    /// An entry larger than this is nobody's: a group's has all its members in it.
    private static let entryBytesMax = 1_024 * 1_024

    /// The name of a user, printable ASCII alone; `uid 1234` where it has none.
    static func name(ofUser id: UInt32) -> String {
        let name = entry { buffer, size in
            var user = passwd()
            var found: UnsafeMutablePointer<passwd>?
            let problem = getpwuid_r(id, &user, buffer, size, &found)
            return (problem, found.map { String(cString: $0.pointee.pw_name) })
        }
        let printable = (name ?? "").unicodeScalars.filter { (0x21...0x7E).contains($0.value) }
        return printable.isEmpty ? "uid \(id)" : String(String.UnicodeScalarView(printable))
    }

    /// The number of a group; nil where there is none of that name.
    static func group(named name: String) -> UInt32? {
        entry { buffer, size in
            var group = Glibc.group()
            var found: UnsafeMutablePointer<Glibc.group>?
            let problem = getgrnam_r(name, &group, buffer, size, &found)
            return (problem, found.map { $0.pointee.gr_gid })
        }
    }

    /// Asks with a buffer that grows until the entry fits.
    private static func entry<Value>(
        _ ask: (UnsafeMutablePointer<CChar>, Int) -> (problem: Int32, value: Value?)
    ) -> Value? {
        var size = 1_024
        while size <= entryBytesMax {
            let buffer = UnsafeMutablePointer<CChar>.allocate(capacity: size)
            defer { buffer.deallocate() }
            let (problem, value) = ask(buffer, size)
            guard problem == ERANGE else { return value }
            size *= 4
        }
        return nil
    }
}
