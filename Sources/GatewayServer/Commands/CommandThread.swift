// A thread for what would block an event loop: starting a program (an exec may wait for a disk),
// and waiting for it. One for each command that runs, so that none waits for another's; it ends
// with its command. What it does is its callers' to say.

import Glibc

/// A thread of its own for one piece of work.
enum CommandThread {
    private final class Work: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    /// Starts a thread that runs `work` and ends. Returns 0, or the errno of pthread_create(3), and
    /// nothing is run then.
    static func start(_ work: @escaping @Sendable () -> Void) -> Int32 {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        let work = Unmanaged.passRetained(Work(work))
        var thread = pthread_t()
        let problem = pthread_create(
            &thread,
            &attributes,
            { argument in
                if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            },
            work.toOpaque()
        )
        if problem != 0 { work.release() }
        return problem
    }
}
