// Somebody with no rights of their own, for tests of what files say to those. Root's thread gives
// its rights up for so long; whoever is not root has no more anyway.

import Foundation
import Testing

enum Nobody {
    /// Runs `body` on this thread with the rights of nobody: setfsuid(2) is for one thread. Swift's
    /// Glibc lacks it.
    static func run<Value>(_ body: () throws -> Value) throws -> Value {
        typealias SetFSUID = @convention(c) (uid_t) -> Int32
        let symbol = try #require(dlsym(nil, "setfsuid"))
        let setfsuid = unsafeBitCast(symbol, to: SetFSUID.self)
        let previous = setfsuid(65_534)
        defer { _ = setfsuid(uid_t(previous)) }
        return try body()
    }
}
