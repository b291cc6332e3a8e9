// Lets only so many end-to-end tests run at once. Each has a gateway and a device; more of them on
// a machine of two cores would only measure each other.

/// Admits a few at a time, first come, first served.
actor Turnstile {
    static let shared = Turnstile(passagesMax: 4)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(passagesMax: Int) {
        free = passagesMax
    }

    /// Runs `body` when it is its turn.
    nonisolated func pass(_ body: () async throws -> Void) async throws {
        await enter()
        do {
            try await body()
        } catch {
            await leave()
            throw error
        }
        await leave()
    }

    private func enter() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func leave() {
        if waiting.isEmpty {
            free += 1
        } else {
            waiting.removeFirst().resume()
        }
    }
}
