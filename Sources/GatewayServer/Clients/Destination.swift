// Where those who come in at a listener go: to its device, or to whichever device of a pool. The
// clients of a pool are at the door of one of its devices until they are in.

/// What a listener leads to. Confined to its event loop.
enum Destination {
    case device(LeaseRunner)
    case pool(DevicePool)

    /// At whose door a client is until it is in.
    var porter: LeaseRunner {
        switch self {
        case .device(let runner): runner
        case .pool(let pool): pool.porter
        }
    }

    var pool: DevicePool? {
        switch self {
        case .device: nil
        case .pool(let pool): pool
        }
    }
}
