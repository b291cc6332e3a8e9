// What a buffer on its way to a channel reports, to whoever feeds it. The buffer itself is
// `OutgoingBytes`.

/// Told what becomes of outgoing bytes. Always called on the event loop.
protocol OutgoingBytesObserver: AnyObject {
    /// Some bytes were taken by the kernel.
    func outgoingBytesProgressed(_ bytes: OutgoingBytes)
    /// The channel failed under a write: an RST that was already there when we wrote is seen here
    /// and nowhere else.
    func outgoingBytesFailed(_ bytes: OutgoingBytes, _ error: any Error)
}
