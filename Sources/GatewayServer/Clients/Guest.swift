// What is known of somebody who came to a pool and is in, for whichever of its devices it comes to:
// nobody who is in is asked again.

import LeaseCore

/// A pool's client, as the pool knows it.
struct Guest {
    let identity: Identity
    /// What it claims at each device that it may have, by name.
    var claims: [String: Claim]
}
